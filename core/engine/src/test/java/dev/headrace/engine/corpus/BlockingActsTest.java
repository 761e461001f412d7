package dev.headrace.engine.corpus;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.corpus.Act.Kind;
import dev.headrace.engine.corpus.acts.Catalogue;
import dev.headrace.engine.corpus.acts.Console;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every way to block a strand that is known is found, by the detector that has to find it and with the connector's line, and
 * nothing harmless is. Leaves the table of who noticed what in {@code target/detection-JDK.md}.
 */
class BlockingActsTest {
    /** Harmless acts load classes, and connect, the first time. */
    private static final int WARM_UPS = 2;

    private static final Matrix matrix = new Matrix();
    private static Carriers carriers;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        carriers = Carriers.start(CarrierSettings.defaults());
    }

    @AfterAll
    static void end() throws IOException {
        carriers.close();
        matrix.write(Path.of("target"));
    }

    static Stream<Act> blocking() {
        return acts(Kind.BLOCKS);
    }

    static Stream<Act> harmless() {
        return acts(Kind.HARMLESS);
    }

    static Stream<Act> missed() {
        return acts(Kind.MISSED);
    }

    private static Stream<Act> acts(Kind kind) {
        return Catalogue.acts().all().stream().filter(act -> act.kind() == kind && act.isOfThisJdk());
    }

    @ParameterizedTest
    @MethodSource("blocking")
    void whatBlocksIsFoundWithItsLine(Act act) throws Exception {
        Outcome outcome = Trial.of(act, 0, carriers, directory);
        matrix.add(outcome.row());

        assertThat(outcome.isAsExpected())
                .as("'%s' must be found as %s, but was: %s", act, act.expected(), outcome.told())
                .isTrue();
    }

    @Test
    void whatBlocksOnTheConsoleIsFoundWithItsLine() throws Exception {
        Path results = directory.resolve("results");
        try (ChildJvm child = ChildJvm.start(ConsoleProgram.class, directory.toString(), results.toString())) {
            child.awaitLine(Console.WRITE);
            child.write('x');
            child.awaitLine(Console.READ);
            child.drain();
            child.awaitLine("done");
        }

        List<String> lines = Files.readAllLines(results);
        assertThat(lines).hasSize(2).allMatch(line -> line.startsWith(ConsoleProgram.AS_EXPECTED));
        lines.forEach(line -> matrix.add(Row.parse(line.substring(ConsoleProgram.AS_EXPECTED.length()))));
    }

    @ParameterizedTest
    @MethodSource("harmless")
    void whatIsHarmlessIsNotFoundOnceItIsWarm(Act act) throws Exception {
        Outcome outcome = warm(act);

        assertThat(outcome.isAsExpected())
                .as("'%s' is harmless, but was found: %s", act, outcome.told())
                .isTrue();
    }

    /** Who closes such a gap finds out here that the documents say otherwise. */
    @ParameterizedTest
    @MethodSource("missed")
    void whatIsKnownToBeMissedIsMissed(Act act) throws Exception {
        Outcome outcome = warm(act);

        assertThat(outcome.isAsExpected())
                .as("'%s' is found now, so it belongs to what blocks: %s", act, outcome.told())
                .isTrue();
    }

    private Outcome warm(Act act) throws Exception {
        for (int turn = 0; turn < WARM_UPS; turn++) {
            Trial.of(act, turn, carriers, ownDirectory(turn));
        }
        Outcome outcome = Trial.of(act, WARM_UPS, carriers, ownDirectory(WARM_UPS));
        matrix.add(outcome.row());
        return outcome;
    }

    private Path ownDirectory(int turn) throws IOException {
        return Files.createDirectories(directory.resolve("turn-" + turn));
    }
}
