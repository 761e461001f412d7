package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.ConnectorCatalog;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The pages of {@code docs/connectors} are what the connectors say of themselves. With {@code -Dheadrace.pages=write} this test writes
 * them in place of comparing.
 */
class ConnectorPagesTest {
    private static final Path PAGES = Path.of("../../docs/connectors");
    private static final boolean WRITE = "write".equals(System.getProperty("headrace.pages"));
    private static final String REST = "rest";
    private static final String INTRODUCTION = """
            # Connectors

            What comes with Headrace, made by `headrace connectors --markdown`. Each page is what `headrace describe NAME --markdown`
            prints. A connector of your own takes [15 lines and more](../writing-a-connector.md); most APIs need none, but a
            [configuration](rest.md).
            """;

    static List<ConnectorCatalog.Entry> bundled() {
        return ConnectorCatalog.find(ConnectorPagesTest.class.getClassLoader(), Optional.empty()).entries().stream()
                .filter(entry -> entry.className().startsWith("dev.headrace.connectors."))
                .toList();
    }

    static List<String> names() {
        // The page of rest explains a language, and is written by hand.
        return bundled().stream()
                .map(ConnectorCatalog.Entry::name)
                .filter(name -> !name.equals(REST))
                .toList();
    }

    private static ConnectorCatalog.Entry entry(String name) {
        return bundled().stream()
                .filter(entry -> entry.name().equals(name))
                .findFirst()
                .orElseThrow();
    }

    private static void same(String file, List<String> expected) throws IOException {
        Path page = PAGES.resolve(file);
        if (WRITE) {
            Files.createDirectories(PAGES);
            Files.write(page, expected);
        }
        assertThat(page)
                .as("run this test with -Dheadrace.pages=write, and commit what it wrote")
                .exists();
        assertThat(Files.readAllLines(page))
                .as("run this test with -Dheadrace.pages=write, and commit what it wrote")
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @MethodSource("names")
    void thePageOfAConnectorIsWhatItSaysOfItself(String name) throws IOException {
        same(name + ".md", ConnectorPage.markdown(entry(name)));
    }

    @Test
    void theTableOfAllIsWhatTheySayOfThemselves() throws IOException {
        List<String> lines = new ArrayList<>(INTRODUCTION.lines().toList());
        lines.add("");
        lines.addAll(ConnectorPage.overview(bundled()));
        same("README.md", lines);
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyConnectorSaysHowItWorksWhatItsRecordsAreAndWhereItsLimitsWereRead(String name) {
        ConnectorCatalog.Entry entry = entry(name);
        assertThat(entry.streams()).isNotEmpty();
        assertThat(entry.streams().values()).allSatisfy(schema -> {
            assertThat(schema.id()).isNotEmpty();
            assertThat(schema.fields()).isNotEmpty();
            assertThat(schema.source()).isNotEmpty();
        });
        assertThat(entry.traits()).hasSize(4);
        assertThat(entry.limits())
                .isNotEmpty()
                .allSatisfy(limit -> assertThat(limit).containsPattern("20\\d\\d"));
    }
}
