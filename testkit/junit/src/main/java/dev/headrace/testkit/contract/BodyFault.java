package dev.headrace.testkit.contract;

import dev.headrace.testkit.upstream.Reply;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.function.UnaryOperator;

/** What goes wrong with a body. */
enum BodyFault {
    TRUNCATED("a body that ends after one byte", good -> good.truncatedAfter(1)),
    SLOW("a body of which one byte comes each second", good -> good.drippedBy(1, Duration.ofSeconds(1))),
    OVERSIZED("a body of 8 MiB where 1 MiB is allowed", good -> Reply.gzipBomb(8)),
    GARBAGE("a body of no known format", good -> like(good, "<html>\u0000}{][ no such thing, \"")),
    WRONG_ENCODING("a body that is not the UTF-8 it says it is", good -> latin()),
    EMPTY("an empty body", good -> like(good, ""));

    private final String what;
    // The operators keep nothing.
    @SuppressWarnings("ImmutableEnumChecker")
    private final UnaryOperator<Reply> spoiled;

    BodyFault(String what, UnaryOperator<Reply> spoiled) {
        this.what = what;
        this.spoiled = spoiled;
    }

    String what() {
        return what;
    }

    Reply spoil(Reply good) {
        return spoiled.apply(good);
    }

    private static Reply like(Reply good, String text) {
        return Reply.json(text).withStatus(good.status());
    }

    /** A name with an e and its accent as one byte, which no UTF-8 has. */
    private static Reply latin() {
        return Reply.bytes(
                "application/json; charset=utf-8",
                "[{\"id\":\"caf\u00e9\",\"name\":\"caf\u00e9\"}]".getBytes(StandardCharsets.ISO_8859_1));
    }
}
