package dev.headrace.spi.async;

import java.io.Serial;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Set;

/**
 * A {@link Gather} that is not complete, told in one bounded message: how many of how many failed, of how many kinds,
 * the first of them with their inputs, and the rest counted by kind. At most 10 of the causes are attached, each once.
 */
public final class GatherException extends RuntimeException {
    @Serial
    private static final long serialVersionUID = 1;

    // A stack trace costs 1 to 4 KB kept and some 15 KB printed: ten tell the kinds apart, 1e5 printed take 150 MB.
    private static final int ATTACHED_CAUSES = 10;

    private final transient Summary summary;

    private GatherException(String message, Summary summary) {
        super(message);
        this.summary = summary;
    }

    static GatherException of(Gathered<?, ?> gathered) {
        GatherException exception = new GatherException(FailureDigest.of(gathered), gathered.summary());
        causes(gathered).forEach(exception::addSuppressed);
        return exception;
    }

    /** The account of the gather that is not complete. */
    public Summary summary() {
        return summary;
    }

    // By identity: items may well share one exception instance, and an exception must not appear twice.
    private static List<Throwable> causes(Gathered<?, ?> gathered) {
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        List<Throwable> causes = new ArrayList<>();
        Throwable problem = gathered.summary().problem();
        if (problem != null && seen.add(problem)) {
            causes.add(problem);
        }
        for (Outcome<?, ?> outcome : gathered.outcomes()) {
            if (causes.size() == ATTACHED_CAUSES) {
                break;
            }
            if (outcome instanceof Outcome.Failure<?, ?> failure && seen.add(failure.cause())) {
                causes.add(failure.cause());
            }
        }
        return causes;
    }
}
