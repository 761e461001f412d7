package dev.headrace.connectors.wordpress;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a site has that is collected, and by which times WordPress lets one ask for what is new. */
enum WordPressStream {
    POSTS("modified_after", "modified"),
    PAGES("modified_after", "modified"),
    MEDIA("modified_after", "modified"),
    /** Comments are known by when they were made only. */
    COMMENTS("after", "date"),
    CATEGORIES("", ""),
    TAGS("", "");

    /** The parameter that takes a time, empty where there is none. */
    final String after;
    /** The field of a record with that time, in the site's own time as WordPress compares it. */
    final String time;

    WordPressStream(String after, String time) {
        this.after = after;
        this.time = time;
    }

    String stream() {
        return name().toLowerCase(Locale.ROOT);
    }

    static Optional<WordPressStream> named(String name) {
        return Arrays.stream(values())
                .filter(stream -> stream.stream().equals(name))
                .findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(WordPressStream::stream).toList();
    }
}
