package dev.headrace.connectors.rest;

import dev.headrace.spi.PermanentException;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** How a value becomes part of a text, so that no value can change what stands around it. */
enum Encoding {
    /** Where what is made is encoded as a whole later: parameters, forms, strings in JSON, ids. */
    NONE {
        @Override
        String encode(String value, Reference reference) {
            return value;
        }
    },
    /** One segment of a path (RFC 3986): slashes too are encoded, unless a filter lets them through. */
    PATH {
        @Override
        String encode(String value, Reference reference) {
            if (reference.filters().stream().anyMatch(Filter::isRaw)) {
                return value;
            }
            String encoded = URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
            boolean slashes = reference.filters().stream().anyMatch(Filter::keepsSlashes);
            String path = slashes ? encoded.replace("%2F", "/") : encoded;
            if (path.equals(".") || path.equals("..") || slashes && ("/" + path + "/").contains("/../")) {
                throw new PermanentException(
                        "'%s' would lead to another path than the one that was meant".formatted(value));
            }
            return path;
        }
    },
    /** A header field (RFC 9110, 5.5). */
    HEADER {
        @Override
        String encode(String value, Reference reference) {
            if (value.chars().anyMatch(c -> c < ' ' && c != '\t')) {
                throw new PermanentException("'%s' has a line break or another control character: no header field may"
                        .formatted(value.strip()));
            }
            return value;
        }
    };

    abstract String encode(String value, Reference reference);
}
