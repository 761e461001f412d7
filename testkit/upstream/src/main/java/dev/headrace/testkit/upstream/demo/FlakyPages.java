package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.IntStream;

/** Lets the first attempt at some pages fail, each page in its own way. Safe for use by several threads. */
final class FlakyPages implements Responder {
    private static final String HTML = "<html><body>Bad Gateway</body></html>";
    private static final int CUT = 100;

    private final Responder healthy;
    private final Set<Long> attempted = ConcurrentHashMap.newKeySet();

    FlakyPages(Responder healthy) {
        this.healthy = healthy;
    }

    /** How many of the first pages fail once. */
    static int faults(int pages) {
        return (int) IntStream.rangeClosed(1, pages).filter(FlakyPages::fails).count();
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        long page = DemoApi.page(request);
        Reply reply = healthy.reply(request);
        return attempted.add(page) ? spoiled(page, reply) : reply;
    }

    private static boolean fails(int page) {
        Reply whole = Reply.status(200);
        return spoiled(page, whole) != whole;
    }

    private static Reply spoiled(long page, Reply reply) {
        if (page % 15 == 0) {
            return Reply.bytes("text/html", HTML.getBytes(StandardCharsets.US_ASCII))
                    .withStatus(502);
        }
        return switch ((int) (page % 10)) {
            case 3 -> Reply.status(503);
            case 6 -> Reply.reset();
            case 9 -> reply.truncatedAfter(CUT);
            default -> reply;
        };
    }
}
