package dev.headrace.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A limit of 100 a minute over processes that are killed. */
class KilledLimitTest {
    /** What 5 seconds of the rate allow. */
    private static final int AT_RISK = 8;
    /** What one that is killed wants: so few that all of them leave some, however late the signal arrives. */
    private static final int WANTED = 30;
    /** What one that ends by itself wants: more than the limit allows. */
    private static final int TOO_MANY = 150;

    @TempDir
    Path directory;

    /** Kills the process once it has sent so many; returns how many it has sent. */
    private int killAfter(int sent) throws IOException, InterruptedException {
        Process process = SendingProcess.start(directory, WANTED);
        try (BufferedReader lines = process.inputReader()) {
            int count = 0;
            while (count < sent && lines.readLine() != null) {
                count++;
            }
            // Not by the process itself: that would close the pipe, and what is in it was sent before the end.
            assertThat(process.toHandle().destroyForcibly()).isTrue();
            int rest = (int) lines.lines().filter("sent"::equals).count();
            process.waitFor();
            return count + rest;
        }
    }

    /** Lets it send all that it may before the line that it is asked for, and ends it cleanly. */
    private int toTheEnd(int expected) throws IOException, InterruptedException {
        Process process = SendingProcess.start(directory, TOO_MANY);
        try (BufferedReader lines = process.inputReader()) {
            int count = 0;
            while (count < expected && "sent".equals(lines.readLine())) {
                count++;
            }
            process.getOutputStream().close();
            assertThat(process.waitFor()).isZero();
            return count + (int) lines.lines().filter("sent"::equals).count();
        }
    }

    @Test
    void killedTwiceItHasSentAtMostFiveSecondsOfTheRateTooMuchEachTimeAndAfterACleanStopNothing() throws Exception {
        Instant begin = Instant.now();
        int sent = killAfter(20);
        sent += killAfter(20);
        assertThat(sent).isGreaterThanOrEqualTo(40);
        // What was counted in advance and not sent is missing now: at most what one writing covers, for each kill.
        int least = 100 - sent - 2 * AT_RISK;
        sent += toTheEnd(least);
        sent += toTheEnd(0);
        assertThat(Duration.between(begin, Instant.now()))
                .as("all of it in one window")
                .isLessThan(Duration.ofMinutes(1));
        assertThat(sent).isBetween(100 - 2 * AT_RISK, 100 + 2 * AT_RISK);
    }
}
