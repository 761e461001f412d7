package dev.headrace.engine.http;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Locale;

/** What is needed of a {@code Content-Type}. Stateless. */
final class MediaType {
    private MediaType() {}

    /** Whether the body claims to be JSON, or claims nothing. */
    static boolean isJson(String contentType) {
        int parameters = contentType.indexOf(';');
        String type = (parameters < 0 ? contentType : contentType.substring(0, parameters))
                .trim()
                .toLowerCase(Locale.ROOT);
        return type.isEmpty() || type.endsWith("/json") || type.endsWith("+json");
    }

    /** The charset that the type names, otherwise UTF-8. */
    static Charset charset(String contentType) {
        int at = contentType.toLowerCase(Locale.ROOT).indexOf("charset=");
        if (at < 0) {
            return StandardCharsets.UTF_8;
        }
        String name = contentType.substring(at + "charset=".length()).split("[;,]", 2)[0];
        try {
            return Charset.forName(name.replace("\"", "").trim());
        } catch (IllegalArgumentException unknown) {
            return StandardCharsets.UTF_8;
        }
    }
}
