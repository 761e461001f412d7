package dev.headrace.runner;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** What a server on this machine has answered. */
public record Fetched(int status, String contentType, String body) {
    // Many times what an answer takes on a busy machine.
    private static final int PATIENCE_MILLIS = 120_000;

    /** Fetches a page. */
    public static Fetched get(String uri) {
        return send("GET", uri);
    }

    /** Sends a request without a body. */
    public static Fetched send(String method, String uri) {
        try {
            HttpURLConnection connection =
                    (HttpURLConnection) URI.create(uri).toURL().openConnection();
            connection.setConnectTimeout(PATIENCE_MILLIS);
            connection.setReadTimeout(PATIENCE_MILLIS);
            connection.setRequestMethod(method);
            int status = connection.getResponseCode();
            try (InputStream body = status < 400 ? connection.getInputStream() : connection.getErrorStream()) {
                String text = body == null ? "" : new String(body.readAllBytes(), StandardCharsets.UTF_8);
                return new Fetched(status, String.valueOf(connection.getContentType()), text);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(method + " " + uri + " was not answered", failure);
        }
    }
}
