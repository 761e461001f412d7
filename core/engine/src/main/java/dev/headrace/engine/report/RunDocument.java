package dev.headrace.engine.report;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.GZIPInputStream;

/**
 * All that is known of a run that has ended, as JSON: see {@code docs/run-json.md}. Without secrets. Immutable; held compressed, because
 * as text it may have a dozen megabytes.
 *
 * @param id of the run
 * @param gzip the text in UTF-8, compressed; not to be changed
 */
@SuppressWarnings("ArrayRecordComponent") // Two documents are never compared.
public record RunDocument(String id, byte[] gzip) {
    /**
     * The text.
     *
     * @throws UncheckedIOException if it is damaged
     */
    public String json() {
        try (InputStream in = open()) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException damaged) {
            throw new UncheckedIOException(
                    "the document of the run %s is damaged: %s".formatted(id, damaged.getMessage()), damaged);
        }
    }

    /**
     * The text in UTF-8, for what need not be in memory as a whole.
     *
     * @throws IOException if it is damaged
     */
    public InputStream open() throws IOException {
        return new GZIPInputStream(new ByteArrayInputStream(gzip));
    }
}
