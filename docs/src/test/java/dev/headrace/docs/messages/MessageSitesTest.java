package dev.headrace.docs.messages;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Each message that the sources of main code show is on the page, or is on the list of those that are not, with a reason. */
class MessageSitesTest {
    private static final Path ROOT = MessagesPageTest.PAGE.getParent().getParent();

    /** Beginnings of {@code package.Type: piece of the text}, each with the reason. */
    private static Map<String, String> unprovoked() throws IOException {
        try (InputStream stream = MessageSitesTest.class.getResourceAsStream("unprovoked.txt")) {
            Map<String, String> unprovoked = new LinkedHashMap<>();
            String reason = "";
            for (String line : new String(stream.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                if (line.startsWith("# ")) {
                    reason = line.substring(2);
                } else if (!line.isBlank()) {
                    assertThat(reason).as(line).isNotBlank();
                    unprovoked.put(line, reason);
                }
            }
            return unprovoked;
        }
    }

    @Test
    void everyMessageIsOnThePageOrOnTheListOfThoseThatAreNot() throws IOException {
        String page = Files.readString(MessagesPageTest.PAGE);
        Map<String, String> unprovoked = unprovoked();

        List<String> missing = MessageSites.in(ROOT).stream()
                .filter(site -> !page.contains(Normal.of(site.piece(), ROOT)))
                .map(MessageSites.Site::toString)
                .filter(site -> unprovoked.keySet().stream().noneMatch(site::startsWith))
                .distinct()
                .toList();

        assertThat(missing)
                .as("provoke these in dev.headrace.docs.messages, or say in unprovoked.txt why not")
                .isEmpty();
    }

    @Test
    void theListHasNothingThatIsOnThePageOrGone() throws IOException {
        String page = Files.readString(MessagesPageTest.PAGE);
        List<String> missing = MessageSites.in(ROOT).stream()
                .filter(site -> !page.contains(Normal.of(site.piece(), ROOT)))
                .map(MessageSites.Site::toString)
                .toList();

        assertThat(unprovoked().keySet())
                .as("take these off unprovoked.txt")
                .allMatch(line -> missing.stream().anyMatch(site -> site.startsWith(line)));
    }

    @Test
    void theSourcesAreSeen() throws IOException {
        assertThat(MessageSites.in(ROOT)).hasSizeGreaterThan(150);
    }
}
