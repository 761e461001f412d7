package dev.headrace.connectors.feed;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.connectors.Recordings;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The feeds that the parser feedparser is tested with, each as its comment says that a server sent it. */
@Tag("recorded")
class FeedCorpusTest {
    private static final Pattern TYPE =
            Pattern.compile("(?m)^\\s*Content-type:\\s*(.*?)\\s*$", Pattern.CASE_INSENSITIVE);

    /** The numbers are those of files that break off, or are empty. */
    @ParameterizedTest
    @CsvSource({"wellformed, 0", "encoding, 1", "illformed, 5", "json, 0"})
    void oddFeedsAreReadAndHopelessOnesFailWithWords(String folder, int hopeless) throws IOException {
        Path feeds = Recordings.folder("feeds").resolve(folder);
        List<String> failed = new ArrayList<>();
        for (Path feed : files(feeds)) {
            byte[] body = Files.readAllBytes(feed);
            try {
                new FeedDecoder().decode(body, type(body));
            } catch (Exception failure) {
                assertThat(failure).as(feed.toString()).hasMessageMatching("(?s).{10,}");
                failed.add(feeds.relativize(feed) + ": " + failure);
            }
        }
        assertThat(failed).as(String.join("\n", failed)).hasSize(hopeless);
    }

    private static List<Path> files(Path folder) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(Files::isRegularFile).sorted().toList();
        }
    }

    private static String type(byte[] body) {
        Matcher matcher = TYPE.matcher(new String(body, 0, Math.min(body.length, 2_000), StandardCharsets.ISO_8859_1));
        return matcher.find() ? matcher.group(1) : "";
    }
}
