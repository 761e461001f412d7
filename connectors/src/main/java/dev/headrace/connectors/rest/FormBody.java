package dev.headrace.connectors.rest;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The fields of a form, encoded as a browser does. Immutable. */
record FormBody(Map<String, Template> fields) implements Body {
    @Override
    public Stream<Reference> references() {
        return fields.values().stream().flatMap(Template::references);
    }

    @Override
    public String fill(Known known) {
        return fields.entrySet().stream()
                .map(field -> pair(field.getKey(), field.getValue().fill(known, Encoding.NONE)))
                .collect(Collectors.joining("&"));
    }

    @Override
    public String put(String filled, Place place, String value) {
        String others = Address.without("?" + filled, place.name()).rest();
        return (others.isEmpty() ? "" : others.substring(1) + "&") + pair(place.name(), value);
    }

    private static String pair(String name, String value) {
        return encode(name) + "=" + encode(value);
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }

    @Override
    public String contentType() {
        return "application/x-www-form-urlencoded";
    }
}
