package dev.headrace.docs.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Provokes each message, and holds {@code docs/messages.md} to what was printed. With {@code -Dheadrace.pages=write} it writes the page
 * in place of comparing.
 */
class MessagesPageTest {
    static final Path PAGE = Path.of("messages.md").toAbsolutePath();
    private static final boolean WRITE = "write".equals(System.getProperty("headrace.pages"));
    private static final String ADVICE =
            "run this test with -Dheadrace.pages=write, read what it changed in docs/messages.md, and commit it";

    private static final List<Area> AREAS = List.of(
            ConfigurationMessages.area(),
            ValueMessages.area(),
            RestMessages.area(),
            UsageMessages.area(),
            DiscoveryMessages.area(),
            HttpMessages.area(),
            StateMessages.area(),
            ConnectorMessages.area());

    @TempDir
    private static Path root;

    private static String printed(Provocation provocation) throws Exception {
        Path directory = Files.createTempDirectory(root, "desk").toRealPath();
        String printed = provocation.act().printed(new Desk(directory));
        return Normal.of(printed, directory);
    }

    @TestFactory
    List<DynamicContainer> eachMessageIsPrintedAsThePageSays() throws IOException {
        Map<String, String> entries = MessagesPage.entries(Files.readString(PAGE));
        return AREAS.stream()
                .map(area -> DynamicContainer.dynamicContainer(
                        area.title(),
                        area.provocations().stream()
                                .map(one -> DynamicTest.dynamicTest(
                                        one.title(),
                                        () -> assertThat(printed(one))
                                                .as(ADVICE)
                                                .isEqualTo(entries.get(area.title() + " / " + one.title()))))))
                .toList();
    }

    @BeforeAll
    static void write() throws Exception {
        if (!WRITE) {
            return;
        }
        Map<Provocation, String> all = new LinkedHashMap<>();
        for (Area area : AREAS) {
            for (Provocation one : area.provocations()) {
                all.put(one, printed(one));
            }
        }
        Files.writeString(PAGE, MessagesPage.text(AREAS, all));
    }

    @Test
    void thePageHasTheseEntriesAndNoOthers() throws IOException {
        List<String> titles = new ArrayList<>();
        AREAS.forEach(area -> area.provocations().forEach(one -> titles.add(area.title() + " / " + one.title())));
        assertThat(titles).doesNotHaveDuplicates();
        assertThat(MessagesPage.entries(Files.readString(PAGE)).keySet())
                .as(ADVICE)
                .containsExactlyElementsOf(titles);
    }

    @Test
    void noProvocationPrintsNothingOrASecret() throws IOException {
        assertThat(MessagesPage.entries(Files.readString(PAGE)))
                .allSatisfy((title, text) -> assertThat(text)
                        .as(title)
                        .isNotBlank()
                        .isNotEqualTo("nothing")
                        .doesNotContain("s3cret"));
    }
}
