package dev.headrace.runner.live;

import java.io.ByteArrayOutputStream;
import java.io.OutputStream;
import java.io.PrintStream;
import java.nio.charset.Charset;
import java.util.regex.Pattern;

/**
 * What is logged or printed while the table is on the screen: kept until the render thread writes it above the table. Nobody waits
 * for the terminal; what comes faster than it can be shown is counted. Thread-safe.
 */
final class LinesAbove extends OutputStream {
    private static final int MOST_BYTES = 1 << 20;

    /** Anything a terminal obeys but line ends, tabs and colours. */
    private static final Pattern HARMFUL = Pattern.compile("\u001b(?!\\[[0-9;]*m)|[\\p{Cc}&&[^\n\t\u001b]]");

    // Guarded by this.
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private long dropped;

    PrintStream stream() {
        return new PrintStream(this, true, Charset.defaultCharset());
    }

    @Override
    public synchronized void write(int one) {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public synchronized void write(byte[] from, int offset, int length) {
        if (bytes.size() + length <= MOST_BYTES) {
            bytes.write(from, offset, length);
        } else {
            dropped += length;
        }
    }

    /** The whole lines since the last call; a line that is still being written is left. */
    synchronized String take() {
        byte[] all = bytes.toByteArray();
        int end = all.length;
        while (end > 0 && all[end - 1] != '\n') {
            end--;
        }
        bytes.reset();
        bytes.write(all, end, all.length - end);
        return text(all, end);
    }

    /** Everything that is left, as whole lines. */
    synchronized String rest() {
        byte[] all = bytes.toByteArray();
        bytes.reset();
        String text = text(all, all.length);
        return text.isEmpty() || text.endsWith("\n") ? text : text + "\n";
    }

    private String text(byte[] all, int end) {
        String text = HARMFUL.matcher(new String(all, 0, end, Charset.defaultCharset()))
                .replaceAll("");
        if (dropped == 0) {
            return text;
        }
        String lost = "(%,d bytes of log came too fast to be shown)\n".formatted(dropped);
        dropped = 0;
        return text.isEmpty() || text.endsWith("\n") ? text + lost : text + "\n" + lost;
    }
}
