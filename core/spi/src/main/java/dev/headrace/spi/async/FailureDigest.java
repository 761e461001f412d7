package dev.headrace.spi.async;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The message of a {@link GatherException}, in one pass over the outcomes and of bounded length, for example
 * {@code 3 of 200 items failed (2 kinds): #17 repo/x: HttpException: HTTP 503; ...}. Confined to one thread.
 */
final class FailureDigest {
    private static final int EXAMPLES = 5;
    private static final int KINDS = 10;

    private final Map<String, Long> kinds = new LinkedHashMap<>();
    private final Map<String, Long> rest = new LinkedHashMap<>();
    private final List<String> examples = new ArrayList<>();
    private @Nullable String firstReason;

    private FailureDigest() {}

    static String of(Gathered<?, ?> gathered) {
        FailureDigest digest = new FailureDigest();
        gathered.outcomes().forEach(digest::add);
        return digest.text(gathered.summary());
    }

    private void add(Outcome<?, ?> outcome) {
        if (outcome instanceof Outcome.Failure<?, ?> failure) {
            add(failure);
        } else if (firstReason == null && outcome instanceof Outcome.Cancelled<?, ?> cancelled) {
            firstReason = cancelled.reason();
        } else if (firstReason == null && outcome instanceof Outcome.NotStarted<?, ?> notStarted) {
            firstReason = notStarted.reason();
        }
    }

    private void add(Outcome.Failure<?, ?> failure) {
        String kind = Described.kind(failure.cause());
        kinds.merge(kind, 1L, Long::sum);
        if (examples.size() < EXAMPLES) {
            examples.add(Described.item(failure.index(), failure.input()) + ": " + Described.cause(failure.cause()));
        } else {
            rest.merge(kind, 1L, Long::sum);
        }
    }

    private String text(Summary summary) {
        List<String> parts = new ArrayList<>();
        if (summary.failed() > 0) {
            parts.add(failures(summary));
        }
        if (summary.stop() != Stop.EXHAUSTED) {
            parts.add(stop(summary));
        }
        return String.join(". ", parts);
    }

    private String failures(Summary summary) {
        String head = "%d of %d items failed (%s): "
                .formatted(summary.failed(), summary.outcomes(), count(kinds.size(), "kind"));
        String tail = rest.isEmpty() ? "" : "; and " + byKind();
        return head + String.join("; ", examples) + tail;
    }

    private String byKind() {
        String most = rest.entrySet().stream()
                .sorted(Map.Entry.<String, Long>comparingByValue().reversed())
                .limit(KINDS)
                .map(entry -> entry.getValue() + " more " + entry.getKey())
                .collect(Collectors.joining(", "));
        return rest.size() <= KINDS ? most : most + " and " + count(rest.size() - KINDS, "other kind");
    }

    private String stop(Summary summary) {
        String why = firstReason == null ? "" : " (" + firstReason + ")";
        String problem = summary.problem() == null ? "" : ", " + Described.cause(summary.problem());
        return "Ended by %s%s%s: %d succeeded, %d cancelled, %d not started"
                .formatted(
                        summary.stop(), why, problem, summary.succeeded(), summary.cancelled(), summary.notStarted());
    }

    private static String count(int number, String noun) {
        return number + " " + noun + (number == 1 ? "" : "s");
    }
}
