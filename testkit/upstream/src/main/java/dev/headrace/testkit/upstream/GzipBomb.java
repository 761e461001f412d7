package dev.headrace.testkit.upstream;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.zip.CRC32;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;

/**
 * Makes gzip bodies that inflate to far more than they weigh.
 *
 * <p>One mebibyte of blanks is deflated once and ended with a full flush, after which the bytes depend on nothing before
 * them (RFC 1951): repeating them n times inside one gzip member (RFC 1952) costs no compression.
 */
final class GzipBomb {
    private static final int MEBIBYTE = 1 << 20;
    private static final byte[] GZIP_HEADER = {0x1f, (byte) 0x8b, 8, 0, 0, 0, 0, 0, 0, (byte) 0xff};

    private GzipBomb() {}

    static byte[] ofBlanks(int mebibytes) {
        if (mebibytes < 1 || mebibytes > 4095) {
            throw new IllegalArgumentException("A gzip bomb has 1 to 4095 MiB, not " + mebibytes + ".");
        }
        byte[] blanks = new byte[MEBIBYTE];
        Arrays.fill(blanks, (byte) ' ');
        byte[] tail = "[]".getBytes(StandardCharsets.US_ASCII);
        byte[] block = deflate(blanks, false);
        ByteArrayOutputStream bomb = new ByteArrayOutputStream((mebibytes + 1) * block.length);
        CRC32 checksum = new CRC32();
        bomb.writeBytes(GZIP_HEADER);
        for (int i = 0; i < mebibytes; i++) {
            bomb.writeBytes(block);
            checksum.update(blanks);
        }
        bomb.writeBytes(deflate(tail, true));
        checksum.update(tail);
        bomb.writeBytes(trailer(checksum, mebibytes * (long) MEBIBYTE + tail.length));
        return bomb.toByteArray();
    }

    static byte[] gzip(byte[] plain) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(bytes)) {
            gzip.write(plain);
        } catch (IOException impossible) {
            throw new UncheckedIOException("Writing to memory failed.", impossible);
        }
        return bytes.toByteArray();
    }

    private static byte[] deflate(byte[] plain, boolean last) {
        Deflater deflater = new Deflater(Deflater.BEST_COMPRESSION, true);
        try {
            deflater.setInput(plain);
            if (last) {
                deflater.finish();
            }
            // A mebibyte of one character becomes about a kilobyte, so everything fits at once.
            byte[] room = new byte[8192];
            int length = deflater.deflate(room, 0, room.length, Deflater.FULL_FLUSH);
            return Arrays.copyOf(room, length);
        } finally {
            deflater.end();
        }
    }

    private static byte[] trailer(CRC32 checksum, long inflated) {
        return ByteBuffer.allocate(8)
                .order(ByteOrder.LITTLE_ENDIAN)
                .putInt((int) checksum.getValue())
                .putInt((int) inflated)
                .array();
    }
}
