package dev.headrace.engine.http;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.PushbackInputStream;
import java.util.List;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import java.util.zip.Inflater;
import java.util.zip.InflaterInputStream;

/**
 * Undoes {@code Content-Encoding} (RFC 9110, 8.4) within bounds, on a carrier: 204 KB of gzip may hold 200 MiB.
 *
 * @param maxBody the most bytes afterwards
 * @param maxRatio how many times the compressed size the result may have, from {@link #RATIO_FROM} bytes on
 */
record Decompression(int maxBody, int maxRatio) {
    /** What a request offers to understand. */
    static final String ACCEPTED = "gzip, deflate";

    /** Small bodies of repeated text compress better than any bomb, and do no harm. */
    private static final int RATIO_FROM = 1 << 20;

    private static final int CHUNK = 16 << 10;

    /**
     * @throws BodyTooLarge if the result is larger than allowed
     * @throws EOFException if the body ends too early
     * @throws IOException if the body is not what the encoding says, or the encoding is none that was offered
     */
    Octets decode(Octets body, List<String> encodings) throws IOException {
        String encoding = String.join(",", encodings).trim().toLowerCase(Locale.ROOT);
        if (encoding.isEmpty() || encoding.equals("identity") || body.length() == 0) {
            return body;
        }
        InputStream compressed = new ByteArrayInputStream(body.array(), 0, body.length());
        if (encoding.equals("gzip") || encoding.equals("x-gzip")) {
            return expand(new GZIPInputStream(compressed, CHUNK), body.length());
        }
        if (encoding.equals("deflate")) {
            return inflate(compressed, body);
        }
        throw new IOException("the body is encoded with '%s', which was not offered".formatted(encoding));
    }

    /**
     * The same for a body that arrives while it is read; the ratio is looked at by whoever reads.
     *
     * @throws IOException as {@link #decode}
     */
    static InputStream decoding(InputStream body, List<String> encodings) throws IOException {
        String encoding = String.join(",", encodings).trim().toLowerCase(Locale.ROOT);
        return switch (encoding) {
            case "", "identity" -> body;
            case "gzip", "x-gzip" -> new GZIPInputStream(body, CHUNK);
            case "deflate" -> inflating(body);
            default ->
                throw new IOException("the body is encoded with '%s', which was not offered".formatted(encoding));
        };
    }

    private static InputStream inflating(InputStream body) throws IOException {
        PushbackInputStream compressed = new PushbackInputStream(body);
        int first = compressed.read();
        if (first < 0) {
            return body;
        }
        compressed.unread(first);
        return new InflaterInputStream(compressed, new Inflater((first & 0x0f) != 8), CHUNK);
    }

    /** Meant is zlib (RFC 1950), but some servers send bare deflate (RFC 1951); the first byte tells them apart. */
    private Octets inflate(InputStream compressed, Octets body) throws IOException {
        boolean zlib = (body.array()[0] & 0x0f) == 8;
        Inflater inflater = new Inflater(!zlib);
        try {
            return expand(new InflaterInputStream(compressed, inflater, CHUNK), body.length());
        } finally {
            inflater.end();
        }
    }

    private Octets expand(InputStream in, int compressed) throws IOException {
        try (in) {
            Octets expanded = new Octets(4L * compressed, maxBody);
            byte[] chunk = new byte[CHUNK];
            for (int count = in.read(chunk); count >= 0; count = in.read(chunk)) {
                expanded.append(chunk, count);
                checkRatio(expanded.length(), compressed);
            }
            return expanded;
        }
    }

    void checkRatio(long expanded, long compressed) throws BodyTooLarge {
        if (expanded > RATIO_FROM && expanded > maxRatio * compressed) {
            throw new BodyTooLarge(
                    "the body of %,d bytes expands to more than %d times its size".formatted(compressed, maxRatio));
        }
    }
}
