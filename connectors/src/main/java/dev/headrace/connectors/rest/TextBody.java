package dev.headrace.connectors.rest;

import java.util.stream.Stream;

/** Any text, such as XML. Values come into it as they are. Immutable. */
record TextBody(Template text, String contentType) implements Body {
    @Override
    public Stream<Reference> references() {
        return text.references();
    }

    @Override
    public String fill(Known known) {
        return text.fill(known, Encoding.NONE);
    }

    @Override
    public String put(String filled, Place place, String value) {
        throw new IllegalStateException(
                "a text has no place for '%s'. This is a defect of the connector".formatted(place.name()));
    }
}
