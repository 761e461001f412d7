package dev.headrace.testkit.upstream.recording;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/** Bodies that need not be text. */
final class Bytes {
    private Bytes() {}

    /** Some recorders keep a body as it was on the wire; a body that is no gzip is left as it is. */
    static byte[] inflate(byte[] body) {
        // The magic number of RFC 1952; no JSON and no UTF-8 begins with it.
        if (body.length < 2 || body[0] != 0x1f || body[1] != (byte) 0x8b) {
            return body;
        }
        try (GZIPInputStream inflated = new GZIPInputStream(new ByteArrayInputStream(body))) {
            return inflated.readAllBytes();
        } catch (IOException brokenAsRecorded) {
            return body;
        }
    }

    /** Replaces a text wherever it stands; other bytes stay as they are, in whatever encoding. */
    static byte[] replace(byte[] body, String text, String replacement) {
        String bytewise = new String(body, StandardCharsets.ISO_8859_1);
        return bytewise.contains(text)
                ? bytewise.replace(text, replacement).getBytes(StandardCharsets.ISO_8859_1)
                : body;
    }
}
