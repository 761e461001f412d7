package dev.headrace.detector.scan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.detector.scan.corpus.Bad;
import dev.headrace.detector.scan.corpus.Good;
import dev.headrace.detector.scan.corpus.Told;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a report says, and what may waive it. */
class BlockingScanTest {
    private static final String DEEP = "Bad.SleepsThreeCallsDeep.collect";

    @TempDir
    private Path directory;

    private static ScanReport scan(Class<?> provider) {
        return BlockingScan.of(provider).run();
    }

    private Path waivers(String text) {
        try {
            return Files.writeString(directory.resolve("waivers.txt"), text);
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private static List<String> texts(ScanReport report) {
        return report.findings().stream().map(ScanFinding::text).toList();
    }

    @Test
    void aPathReadsAsAReaderFollowsIt() {
        assertThat(texts(scan(Bad.SleepsThreeCallsDeep.class)))
                .singleElement()
                .asString()
                .matches("Bad\\.SleepsThreeCallsDeep\\.collect \\(Bad\\.java:\\d+\\)"
                        + " -> Signer\\.sign -> TokenCache\\.refresh -> Thread\\.sleep");
    }

    @Test
    void everyCallHasItsPlaceWhenThatIsAskedFor() {
        ScanReport report = scan(Bad.SleepsThreeCallsDeep.class);

        assertThat(report.lines(false)).noneMatch(line -> line.contains("TokenCache.java"));
        assertThat(report.lines(true))
                .anyMatch(line -> line.matches(" +at org\\.example\\.signing\\.Signer\\.sign \\(Signer\\.java:\\d+\\)"))
                .anyMatch(line -> line.contains("TokenCache.refresh (TokenCache.java:"))
                .anyMatch(line -> line.endsWith("at java.lang.Thread.sleep"));
    }

    @Test
    void aLambdaIsCalledByTheMethodThatItIsWrittenIn() {
        assertThat(texts(scan(Bad.SleepsInACallback.class)))
                .singleElement()
                .asString()
                .startsWith("Bad.SleepsInACallback.collect (Bad.java:")
                .endsWith(") -> Bad.nap -> Thread.sleep");
    }

    @Test
    void eachLineThatLeadsToBlockingIsAFinding() {
        assertThat(scan(Told.SignsTwice.class).findings())
                .hasSize(2)
                .extracting(finding -> finding.path().get(0).line())
                .doesNotHaveDuplicates();
    }

    @Test
    void aHeadingSaysWhatToDo() {
        assertThat(scan(Bad.ReadsAFile.class).lines(false))
                .anyMatch(line -> line.contains("Bad$ReadsAFile") && line.endsWith(": 1 finding"))
                .anyMatch(line -> line.equals("  blocks while collecting; hand the work to StepContext.blocking(...), "
                        + "or send it through StepContext.http():"));
    }

    @Test
    void blockingWhileOpeningIsAWarning() {
        ScanReport report = scan(Good.ReadsAFileWhileOpening.class);

        assertThat(report.isClean()).isTrue();
        assertThat(report.isSpotless()).isFalse();
        assertThat(report.connectors().get(0).warnings())
                .singleElement()
                .satisfies(warning -> assertThat(warning.phase()).isEqualTo(Phase.OPENING))
                .satisfies(warning ->
                        assertThat(warning.text()).endsWith("-> static Defaults -> Defaults.read -> Files.readString"));
    }

    /** Not a wish: it is here so that the pages tell the truth, and change when this does. */
    @Test
    void reflectionIsNotSeen() {
        assertThat(scan(Told.SleepsByReflection.class).isClean()).isTrue();
    }

    @Test
    void anAnnotatedMethodIsWaivedAndPrinted() {
        ScanReport report = scan(Good.HasAReason.class);

        assertThat(report.connectors().get(0).waived())
                .singleElement()
                .satisfies(waived -> assertThat(waived.finding().text()).contains("HasAReason.key"));
        assertThat(report.lines(false))
                .anyMatch(line -> line.endsWith("by dev.headrace.detector.scan.corpus.Good$HasAReason.key: "
                        + "\"the key lies in a file system in memory\" (@MayBlock)"));
        assertThat(report.unusedWaivers()).isEmpty();
    }

    @Test
    void anAnnotationWithoutAReasonIsAnErrorAndWaivesNothing() {
        ScanReport report = scan(Told.HasAnEmptyReason.class);

        assertThat(report.isClean()).isFalse();
        assertThat(report.findings()).isNotEmpty();
        assertThat(report.connectors().get(0).problems())
                .singleElement()
                .asString()
                .contains("@MayBlock on dev.headrace.detector.scan.corpus.Told$HasAnEmptyReason has no reason");
    }

    @Test
    void anAnnotationThatWaivesNothingIsTold() {
        ScanReport report = scan(Told.HasAReasonTooMany.class);

        assertThat(report.isClean()).isTrue();
        assertThat(report.isSpotless()).isFalse();
        assertThat(report.unusedWaivers()).singleElement().asString().contains("HasAReasonTooMany.path");
    }

    @Test
    void aLineOfAFileWaivesAMethodAClassAPackageOrWhatIsCalled() {
        for (String target : List.of(
                "org.example.signing.TokenCache.refresh",
                "org.example.signing.TokenCache",
                "org.example.signing.*",
                "java.lang.Thread.sleep",
                "dev.headrace.detector.scan.corpus.Bad$SleepsThreeCallsDeep.collect")) {
            ScanReport report = BlockingScan.of(Bad.SleepsThreeCallsDeep.class)
                    .waivers(waivers("# ours\n\n" + target + " = it is only a test\n"))
                    .run();

            assertThat(report.isClean()).as(target).isTrue();
            assertThat(report.lines(false))
                    .as(target)
                    .anyMatch(line -> line.contains(DEEP))
                    .anyMatch(line -> line.endsWith("by " + target + ": \"it is only a test\" (waivers.txt:3)"));
        }
    }

    @Test
    void aLineThatWaivesNothingIsTold() {
        ScanReport report = BlockingScan.of(Bad.SleepsThreeCallsDeep.class)
                .waivers(waivers("com.acme.Gone.method = it was there\n"))
                .run();

        assertThat(report.findings()).hasSize(1);
        assertThat(report.lines(false))
                .containsSubsequence(
                        "Unused waivers, which can go:", "  com.acme.Gone.method: \"it was there\" (waivers.txt:1)");
    }

    @Test
    void everyLineWithoutAReasonIsTold() {
        Path file = waivers("com.acme.A.b\ncom.acme.C.d = \n = nobody\n");

        assertThatThrownBy(() ->
                        BlockingScan.of(Bad.ReadsAFile.class).waivers(file).run())
                .isInstanceOf(ScanException.class)
                .hasMessageContaining("waivers.txt:1: 'com.acme.A.b' has no reason; write TYPE.METHOD = REASON")
                .hasMessageContaining("waivers.txt:2: 'com.acme.C.d =' has no reason")
                .hasMessageContaining("waivers.txt:3: '= nobody' has no target");
    }

    @Test
    void anAssertionFailsWithTheWholeReport() {
        ScanReport bad = scan(Bad.SleepsThreeCallsDeep.class);
        ScanReport good = scan(Good.AsksThroughTheEngine.class);

        assertThatThrownBy(bad::assertClean).isInstanceOf(AssertionError.class).hasMessageContaining(DEEP);
        assertThatCode(good::assertClean).doesNotThrowAnyException();
    }
}
