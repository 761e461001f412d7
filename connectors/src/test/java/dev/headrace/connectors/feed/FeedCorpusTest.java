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

    private static final Pattern EXPECTED = Pattern.compile(
            "(?m)^Expect:\\s*(?:not bozo and )?entries\\[0]\\['(id|title|link|author|published|updated|summary)'] == u?'([^'\\\\<&]+)'\\s*$");

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

    /**
     * What the corpus expects of a first entry in plain words: our fields of the same name are to have it. The files that are named
     * are those where feedparser takes one field for another (an id that is a link, a date of Dublin Core) or two for one.
     */
    @ParameterizedTest
    @CsvSource({
        "wellformed/rss, 18, item_dc_date.xml item_guid_isPermaLink_map_link.xml item_guid_map_link.xml",
        "wellformed/atom, 11, entry_author_map_author.xml",
        "wellformed/atom10, 20, entry_author_map_author.xml"
    })
    void entriesSayWhatTheCorpusExpects(String folder, int expectations, String others) throws IOException {
        List<String> different = new ArrayList<>();
        int compared = 0;
        for (Path feed : files(Recordings.folder("feeds").resolve(folder))) {
            Matcher expected = EXPECTED.matcher(Files.readString(feed, StandardCharsets.ISO_8859_1));
            if (expected.find()) {
                compared++;
                if (!said(feed, expected.group(1)).equals(expected.group(2))) {
                    different.add(feed.getFileName().toString());
                }
            }
        }
        assertThat(compared).as("expectations").isEqualTo(expectations);
        assertThat(different).containsExactly(others.split(" ", -1));
    }

    private static String said(Path feed, String field) {
        try {
            byte[] body = Files.readAllBytes(feed);
            return new FeedDecoder()
                    .decode(body, type(body))
                    .at(FeedDecoder.ENTRIES + "/0/" + field)
                    .asString("");
        } catch (Exception failure) {
            return failure.toString();
        }
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
