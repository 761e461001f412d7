package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headrace.engine.ConnectorCatalog;
import dev.headrace.engine.Engine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every file that {@code init} writes is what it says: valid, but for what it says is to be filled in. */
class InitCommandTest {
    private static final String FILL_IN = "${?fill-in}";

    /** What a reader might put at each place that the files of the bundled connectors mark, by the end of its key. */
    private static final Map<String, String> FILLED = Map.ofEntries(
            Map.entry("base-url", "\"https://api.example\""),
            Map.entry("repositories", "[octo/demo]"),
            Map.entry("queries", "{ load = node_load1 }"),
            Map.entry("from", "\"2026-01-31T00:00:00Z\""),
            Map.entry("databases", "[orders]"),
            Map.entry("indices", "[orders]"),
            Map.entry("search", "\"keywords:water\""),
            Map.entry("subreddits", "[rivers]"),
            Map.entry("client-id", "abc"),
            Map.entry("user-agent", "\"linux:headrace:1 (by /u/someone)\""),
            Map.entry("path", "/orders"));

    private static final Pattern PROBLEM = Pattern.compile("^ *\\S+?:(\\d+): (\\S+): ");
    private static final Pattern OPTION = Pattern.compile("^( *)#([a-z][\\w.-]* .*)$");

    @TempDir
    private Path directory;

    static List<String> bundled() {
        return ConnectorCatalog.find(InitCommandTest.class.getClassLoader(), Optional.empty()).entries().stream()
                .filter(entry -> entry.className().startsWith("dev.headrace.connectors."))
                .map(ConnectorCatalog.Entry::name)
                .toList();
    }

    private Path made(String... names) {
        Path file = directory.resolve("made.conf");
        CommandLineRun made =
                CommandLineRun.of(Stream.of(List.of("init"), List.of(names), List.of("--output", file.toString()))
                        .flatMap(List::stream)
                        .toArray(String[]::new));
        assertThat(made.code()).as(made.err()).isZero();
        assertThat(made.out()).startsWith("Wrote " + file + " for " + String.join(", ", names));
        return file;
    }

    /** The lines, from 1, at which a file says that something is missing. */
    private static List<Integer> marked(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file);
        return IntStream.range(0, lines.size())
                .filter(index -> lines.get(index).matches(" *[a-z][\\w.-]* = \\$\\{\\?[\\w-]+}"))
                .mapToObj(index -> index + 1)
                .toList();
    }

    private static List<Integer> complainedOf(String err) {
        List<Integer> lines = new ArrayList<>();
        err.lines().skip(1).forEach(line -> {
            Matcher problem = PROBLEM.matcher(line);
            assertThat(problem.find()).as(line).isTrue();
            assertThat(line).contains("is missing");
            lines.add(Integer.parseInt(problem.group(1)));
        });
        return lines;
    }

    private static void assertFine(Path file) {
        assertThatCode(() -> {
                    try (Engine engine = Engine.load(
                            file,
                            Map.of("GITHUB_GRAPHQL_TOKEN", "s3cret", "REDDIT_CLIENT_SECRET", "s3cret"),
                            InitCommandTest.class.getClassLoader())) {
                        engine.check();
                    }
                })
                .doesNotThrowAnyException();
    }

    private static Path filled(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file).stream()
                .map(line -> line.stripLeading().startsWith("#") ? chosen(line) : filled(line))
                .toList();
        return Files.write(file, lines);
    }

    /** The file for Mastodon says that one of three options has to be given. */
    private static String chosen(String line) {
        return line.equals("    #public = false") ? "    public = true" : line;
    }

    private static String filled(String line) {
        if (!line.endsWith(FILL_IN)) {
            return line;
        }
        String key = line.substring(0, line.indexOf(" = ")).strip();
        String value = FILLED.get(key.substring(key.lastIndexOf('.') + 1));
        assertThat(value).as("a value for " + key).isNotNull();
        return line.replace(FILL_IN, String.valueOf(value));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aDraftLacksOnlyWhatItSaysIsToBeFilledIn(String name) throws IOException {
        Path file = made(name);
        List<Integer> marked = marked(file);

        CommandLineRun validated = CommandLineRun.of("validate", file.toString());

        assertThat(validated.code()).isEqualTo(marked.isEmpty() ? 0 : 2);
        assertThat(complainedOf(validated.err())).containsExactlyInAnyOrderElementsOf(marked);
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void aDraftThatIsFilledInIsValid(String name) throws IOException {
        assertFine(filled(made(name)));
    }

    @ParameterizedTest
    @MethodSource("bundled")
    void everyDefaultThatADraftShowsIsTheDefault(String name) throws IOException {
        Path file = filled(made(name));
        List<String> lines = new ArrayList<>(Files.readAllLines(file));
        for (int index = 1; index < lines.size(); index++) {
            Matcher option = OPTION.matcher(lines.get(index));
            // Those of sections would bring the section with them, and with it what it requires.
            if (option.matches()
                    && lines.get(index - 1).endsWith(", this is the default")
                    && !option.group(2).split(" ", 2)[0].contains(".")) {
                lines.set(index, option.group(1) + option.group(2));
            }
        }
        String before = effective(file);

        assertThat(effective(Files.write(directory.resolve("spelt-out.conf"), lines))
                        .replace("spelt-out", "made"))
                .isEqualTo(before.replaceAll(" *# default$", ""));
    }

    private static String effective(Path file) {
        try (Engine engine = Engine.load(
                file,
                Map.of("GITHUB_GRAPHQL_TOKEN", "s3cret", "REDDIT_CLIENT_SECRET", "s3cret"),
                InitCommandTest.class.getClassLoader())) {
            return engine.effectiveConfiguration().replaceAll("(?m) *(#|//) default$", "");
        }
    }

    @Test
    void theOptionsOfTheEngineAndTheSharedLimitAreValidWhenTheyAreTaken() throws IOException {
        Path file = made("hackernews");
        String text = Files.readString(file)
                .replaceAll(
                        "(?m)^( *)#(in-flight|attempts|request-timeout|durability|shared|under|concurrency|http|"
                                + "hackernews|hackernews-2)\\b",
                        "$1$2");

        assertThat(text)
                .contains("\n  shared {", "\n    under = [shared]", "\n  in-flight = 64", "\n  hackernews-2 = ");
        assertFine(Files.writeString(file, text));
    }

    @Test
    void severalConnectorsStandInOneFile() throws IOException {
        List<String> all = bundled();
        assertFine(filled(made(all.toArray(String[]::new))));
    }

    @Test
    void instancesUnderOneLimitAreNamedTogether() throws IOException {
        assertThat(Files.readString(made("github", "feed")))
                .containsPattern("Declared is github: .*; github is under it\\.")
                .containsPattern("Declared is feed: 2 at once; feed is under it\\.");
    }

    @Test
    void withoutNamesItListsWhatThereIsToChoose() {
        CommandLineRun listed = CommandLineRun.of("init");
        assertThat(listed.code()).isZero();
        assertThat(listed.out()).contains("github ", "rest ", "Choose one or several: headrace init NAME...");
    }

    @Test
    void aFileThatIsThereStaysUnlessForced() throws IOException {
        Path file = Files.writeString(directory.resolve("kept.conf"), "mine");
        CommandLineRun refused = CommandLineRun.of("init", "feed", "--output", file.toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("There is a file '" + file + "' already", "--force");
        assertThat(file).hasContent("mine");

        assertThat(CommandLineRun.of("init", "feed", "--force", "--output", file.toString())
                        .code())
                .isZero();
        assertThat(Files.readString(file)).contains("feed {");
    }

    @Test
    void anUnknownConnectorIsToldWithThoseThatThereAre() {
        CommandLineRun refused = CommandLineRun.of(
                "init", "rst", "--output", directory.resolve("x.conf").toString());
        assertThat(refused.code()).isEqualTo(2);
        assertThat(refused.err()).contains("There is no connector 'rst'. Did you mean 'rest'? There are: couchdb, ");
        assertThat(directory.resolve("x.conf")).doesNotExist();
    }

    @Test
    void aDirectoryThatIsNotThereIsTold() {
        CommandLineRun refused = CommandLineRun.of(
                "init", "feed", "--output", directory.resolve("nowhere/x.conf").toString());
        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("there is no such directory; make it first");
    }
}
