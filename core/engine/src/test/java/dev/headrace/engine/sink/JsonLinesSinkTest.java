package dev.headrace.engine.sink;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class JsonLinesSinkTest extends AbstractSinkTest {
    @Override
    Sink sink() {
        return JsonLinesSink.into(directory.resolve("out"));
    }

    @Override
    List<String> read(String connector, String stream) throws IOException {
        Path file = file(connector, stream);
        return Files.exists(file) ? Files.readAllLines(file) : List.of();
    }

    /** The file of a stream, also of one whose plain name another one has. */
    private Path file(String connector, String stream) {
        Path apart = directory
                .resolve("out")
                .resolve(FileNames.withoutCapitals(connector))
                .resolve(FileNames.withoutCapitals(stream) + "~.jsonl");
        Path plain = directory.resolve("out").resolve(FileNames.of(connector)).resolve(FileNames.of(stream) + ".jsonl");
        return Files.exists(apart) ? apart : plain;
    }

    private Path issues() {
        return directory.resolve("out/git/issues.jsonl");
    }

    @Test
    void noTwoFilesDifferInCapitalsOnly() throws Exception {
        try (SinkRig rig = rig()) {
            for (int process = 0; process < 2; process++) {
                for (String name : List.of("issues", "Issues", "ISSUES")) {
                    rig.append("git", name, name);
                    rig.append(name, "rows", name);
                }
                rig.commit();
                rig.crash();
            }
        }
        try (Stream<Path> files = Files.walk(directory.resolve("out"))) {
            List<String> names = files.filter(Files::isRegularFile)
                    .map(file -> file.toString().toLowerCase(Locale.ROOT))
                    .toList();
            assertThat(names).hasSize(6).doesNotHaveDuplicates();
        }
    }

    @Test
    void aTornTailIsCutOff() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.commit();
            rig.stop();
            Files.writeString(issues(), "\"half a rec", StandardOpenOption.APPEND);
            rig.crash();
            assertThat(Files.readString(issues())).isEqualTo("\"a\"\n");
        }
    }

    @Test
    void aFileHasAnotherNameUntilItsFirstCommit() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.prepare();
            assertThat(issues()).doesNotExist();
            assertThat(issues().resolveSibling("issues.jsonl.part")).hasContent("\"a\"\n");
            rig.finish();
            rig.sink().committed();
            assertThat(issues()).hasContent("\"a\"\n");
        }
    }

    @Test
    void aFileThatIsGoneIsReported() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.commit();
            Files.delete(issues());
            assertThatThrownBy(rig::crash)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(issues() + " is gone, but 4 bytes of it were committed");
        }
    }

    @Test
    void aFileThatWasCutIsReported() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.commit();
            Files.writeString(issues(), "\"");
            assertThatThrownBy(rig::crash)
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(issues() + " has 1 bytes, but 4 were committed");
        }
    }

    @Test
    void aFileThatVanishesDuringTheRunIsReportedWhenItIsOpenedAgain() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.commit();
            for (int i = 0; i < 100; i++) {
                rig.append("git", "s" + i, "a");
            }
            rig.commit();
            Files.delete(issues());
            assertThatThrownBy(() -> rig.append("git", "issues", "b"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(issues() + " is gone");
        }
    }

    @Test
    void aFileOfSomeoneElseIsLeftAlone() throws Exception {
        Files.createDirectories(issues().getParent());
        Files.writeString(issues(), "mine\n");
        try (SinkRig rig = rig()) {
            assertThatThrownBy(() -> rig.append("git", "issues", "a"))
                    .isInstanceOf(IOException.class)
                    .hasMessageContaining(
                            issues() + " exists with 5 bytes, but this state file has never written to it");
        }
        assertThat(issues()).hasContent("mine\n");
    }

    @Test
    void aResetForgetsFilesThatWereDeletedAndKeepsTheOthers() throws Exception {
        try (SinkRig rig = rig()) {
            rig.append("git", "issues", "a");
            rig.append("git", "kept", "a");
            rig.append("gitter", "issues", "a");
            rig.commit();
            Files.delete(issues());
            rig.forget("git");
            rig.append("git", "issues", "b");
            rig.append("git", "kept", "b");
            rig.commit();
            assertThat(read("git", "issues")).containsExactly("\"b\"");
            assertThat(read("git", "kept")).containsExactly("\"a\"", "\"b\"");
            assertThat(read("gitter", "issues")).containsExactly("\"a\"");
        }
    }
}
