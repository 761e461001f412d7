package dev.headrace.runner.live;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintStream;
import org.junit.jupiter.api.Test;

class LinesAboveTest {
    private final LinesAbove above = new LinesAbove();
    private final PrintStream stream = above.stream();

    @Test
    void onlyWholeLinesAreTaken() {
        stream.print("one\ntw");
        assertThat(above.take()).isEqualTo("one\n");
        stream.print("o\n");
        assertThat(above.take()).isEqualTo("two\n");
        assertThat(above.take()).isEmpty();
    }

    @Test
    void atTheEndThatOfALineIsALine() {
        stream.print("half");
        assertThat(above.rest()).isEqualTo("half\n");
        assertThat(above.rest()).isEmpty();
    }

    @Test
    void coloursPassAndWhatMovesTheCursorDoesNot() {
        stream.print("\u001b[31mred\u001b[0m\u001b[2J\r\u0007\ttab\n");
        assertThat(above.take()).isEqualTo("\u001b[31mred\u001b[0m[2J\ttab\n");
    }

    @Test
    void controlsBeyondAsciiDoNotPassEither() {
        stream.print("a\u009b2Jb\u009d0;title\u009cc\n");
        assertThat(above.take()).startsWith("a").doesNotContain("\u009b", "\u009c", "\u009d");
    }

    @Test
    void aFloodIsCountedAndNotKept() {
        byte[] line = ("x".repeat(1_023) + "\n").getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        for (int i = 0; i < 1_030; i++) {
            stream.write(line, 0, line.length);
        }
        assertThat(above.take())
                .hasSizeLessThan(1_100_000)
                .endsWith("(6,144 bytes of log came too fast to be shown)\n");
        stream.print("later\n");
        assertThat(above.take()).isEqualTo("later\n");
    }
}
