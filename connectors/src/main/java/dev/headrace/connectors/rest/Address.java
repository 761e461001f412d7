package dev.headrace.connectors.rest;

import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** An address taken apart at one parameter of its query: the address without it, and its decoded value. Immutable. */
record Address(String rest, Optional<String> value) {
    static Address without(String target, String parameter) {
        int query = target.indexOf('?');
        if (query < 0) {
            return new Address(target, Optional.empty());
        }
        String name = URLEncoder.encode(parameter, StandardCharsets.UTF_8).replace("+", "%20") + "=";
        StringBuilder kept = new StringBuilder(target.substring(0, query));
        Optional<String> value = Optional.empty();
        char mark = '?';
        for (String pair : target.substring(query + 1).split("&", -1)) {
            if (pair.startsWith(name)) {
                value = Optional.of(URLDecoder.decode(pair.substring(name.length()), StandardCharsets.UTF_8));
            } else {
                kept.append(mark).append(pair);
                mark = '&';
            }
        }
        return new Address(kept.toString(), value);
    }
}
