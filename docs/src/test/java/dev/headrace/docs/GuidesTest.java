package dev.headrace.docs;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import dev.headrace.engine.Engine;
import dev.headrace.engine.config.ConnectorInstance;
import dev.headrace.engine.config.EngineOptions;
import dev.headrace.engine.config.HttpOptions;
import dev.headrace.engine.config.Output;
import dev.headrace.engine.config.ReportOptions;
import dev.headrace.spi.ConfigSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What stands in the pages compiles, is valid, and leads somewhere. */
class GuidesTest {
    static List<Guide.Block> java() {
        return Guide.blocks("java");
    }

    static List<Guide.Block> xml() {
        return Guide.blocks("xml");
    }

    static List<Guide.Block> configurations() {
        return Guide.blocks("hocon");
    }

    static List<Guide> guides() {
        return Guide.all();
    }

    @ParameterizedTest
    @MethodSource("java")
    void everyPieceOfJavaStandsInASourceOfThisModule(Guide.Block block) {
        assertStandsIn(Guide.sources(".java"), block);
    }

    @ParameterizedTest
    @MethodSource("xml")
    void everyPieceOfXmlStandsInThePomOfAnExample(Guide.Block block) {
        assertStandsIn(Guide.sources("pom.xml"), block);
    }

    private static void assertStandsIn(List<String> sources, Guide.Block block) {
        assertThat(sources.stream().anyMatch(source -> holds(source, block.code())))
                .as("a source of this module has the block of %s:%n%s", block, block.code())
                .isTrue();
    }

    /** Lines in their order, with the indentation of the first. */
    private static boolean holds(String source, String piece) {
        String first = piece.lines().findFirst().orElse("");
        return source.lines()
                .filter(line -> line.endsWith(first) && line.isBlank() == first.isBlank())
                .map(line -> line.length() - first.length())
                .distinct()
                .anyMatch(indentation -> source.contains(indented(piece, indentation)));
    }

    private static String indented(String piece, int indentation) {
        StringBuilder text = new StringBuilder();
        piece.lines()
                .forEach(line -> text.append(line.isEmpty() ? "" : " ".repeat(indentation))
                        .append(line)
                        .append('\n'));
        return text.toString();
    }

    @Test
    void theSmallestConnectorTakesFifteenLinesAndStandsInThePages() {
        assertThat(Guide.example("com/example/levels/LevelsProvider.java").lines())
                .hasSizeLessThanOrEqualTo(15);
        assertThat(java())
                .extracting(Guide.Block::code)
                .contains(Guide.example("com/example/levels/LevelsProvider.java"));
    }

    @Test
    void aPaginatedAuthenticatedIncrementalConnectorTakesFortyLinesAndStandsInThePages() {
        assertThat(Guide.example("com/example/orders/OrdersProvider.java").lines())
                .hasSizeLessThanOrEqualTo(40);
        assertThat(java())
                .extracting(Guide.Block::code)
                .contains(Guide.example("com/example/orders/OrdersProvider.java"));
    }

    @ParameterizedTest
    @MethodSource("configurations")
    void everyConfigurationIsValid(Guide.Block block, @TempDir Path directory) {
        boolean whole = block.code().contains("connectors {");
        String code = whole ? block.code() : block.code() + "\nconnectors { hackernews {} }\n";

        assertThatCode(() -> {
                    try (Engine engine = new Workplace(directory, code).load()) {
                        engine.check();
                    }
                })
                .doesNotThrowAnyException();
    }

    /** The options that the engine has for everyone; those of connectors are shown by {@code headrace describe}. */
    @Test
    void theReferenceHasTheOptionsOfTheEngineAndNoOthers() {
        Stream<String> keys = Stream.of(
                        named("", EngineOptions.SPEC),
                        named("", ConnectorInstance.SPEC).filter(key -> !key.equals("http")),
                        named("http.", HttpOptions.SPEC),
                        named("output.", Output.SPEC),
                        named("report.", ReportOptions.SPEC))
                .flatMap(all -> all);
        Stream<String> others = Stream.of("state", "plugins", "serve", "limits.NAME", "connectors.NAME", "defaults");

        assertThat(Guide.page("docs/running.md").tableKeysOf("| key |"))
                .containsExactlyInAnyOrderElementsOf(Stream.concat(keys, others).toList());
    }

    private static Stream<String> named(String prefix, ConfigSpec spec) {
        return spec.options().stream().map(option -> prefix + option.key());
    }

    @ParameterizedTest
    @MethodSource("guides")
    void everyLinkLeadsToAFile(Guide guide) {
        assertThat(guide.links()).as("links of %s", guide.file()).allMatch(Files::exists);
    }
}
