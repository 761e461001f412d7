package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.zip.Deflater;
import java.util.zip.DeflaterOutputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;

class DecompressionTest {
    private static final byte[] TEXT = "{\"items\":[1,2,3]}".repeat(100).getBytes(StandardCharsets.UTF_8);
    private static final Decompression DEFAULT = new Decompression(16 << 20, 100);

    private interface Compressor {
        OutputStream over(OutputStream out) throws IOException;
    }

    private static byte[] compressed(byte[] plain, Compressor compressor) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (OutputStream out = compressor.over(bytes)) {
            out.write(plain);
        }
        return bytes.toByteArray();
    }

    private static byte[] gzip(byte[] plain) throws IOException {
        return compressed(plain, GZIPOutputStream::new);
    }

    private static byte[] decoded(byte[] body, String... encodings) throws IOException {
        return DEFAULT.decode(new Octets(body), List.of(encodings)).copy();
    }

    @Test
    void everyOfferedEncodingIsUndone() throws Exception {
        assertThat(decoded(gzip(TEXT), "gzip")).isEqualTo(TEXT);
        assertThat(decoded(gzip(TEXT), "X-GZIP")).isEqualTo(TEXT);
        assertThat(decoded(compressed(TEXT, DeflaterOutputStream::new), "deflate"))
                .isEqualTo(TEXT);
        assertThat(decoded(compressed(TEXT, out -> new DeflaterOutputStream(out, new Deflater(9, true))), "deflate"))
                .isEqualTo(TEXT);
        assertThat(decoded(TEXT)).isEqualTo(TEXT);
        assertThat(decoded(TEXT, "identity")).isEqualTo(TEXT);
    }

    @Test
    void severalGzipMembersAreOneBody() throws Exception {
        byte[] one = gzip(TEXT);
        byte[] two = Arrays.copyOf(one, 2 * one.length);
        System.arraycopy(one, 0, two, one.length, one.length);

        assertThat(decoded(two, "gzip")).hasSize(2 * TEXT.length);
    }

    @Test
    void anEmptyBodyNeedsNoUndoing() throws Exception {
        assertThat(decoded(new byte[0], "gzip")).isEmpty();
    }

    @Test
    void whatWasNotOfferedIsRefusedByName() {
        assertThatThrownBy(() -> decoded(TEXT, "br")).hasMessageContaining("'br', which was not offered");
        assertThatThrownBy(() -> decoded(TEXT, "gzip", "gzip")).hasMessageContaining("'gzip,gzip'");
    }

    @Test
    void aBodyThatIsCutOffIsToldFromOneThatIsBroken() throws Exception {
        byte[] whole = gzip(TEXT);
        assertThatThrownBy(() -> decoded(Arrays.copyOf(whole, whole.length - 12), "gzip"))
                .isInstanceOf(EOFException.class);
        assertThatThrownBy(() -> decoded(TEXT, "gzip")).isInstanceOf(java.util.zip.ZipException.class);
    }

    @Test
    void smallBodiesMayCompressAsWellAsTheyCan() throws Exception {
        assertThat(decoded(gzip(new byte[1 << 20]), "gzip")).hasSize(1 << 20);
    }

    @Test
    void aRatioBeyondTheBoundIsRefused() throws Exception {
        byte[] bomb = gzip(new byte[4 << 20]);
        assertThatThrownBy(() -> decoded(bomb, "gzip"))
                .isInstanceOf(BodyTooLarge.class)
                .hasMessageContaining("more than 100 times");
    }
}
