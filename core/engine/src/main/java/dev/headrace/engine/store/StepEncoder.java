package dev.headrace.engine.store;

import dev.headrace.engine.sink.EncodedRecords;
import dev.headrace.engine.sink.Sink;
import dev.headrace.spi.PermanentException;
import dev.headrace.spi.Step;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns steps into commits: records into what the sink writes, follow-ups into their identities. Runs on carrier threads, so
 * that the one store thread has little to do. Thread-safe.
 */
public final class StepEncoder {
    private final Sink sink;
    private final StepLimits limits;

    StepEncoder(Sink sink, StepLimits limits) {
        this.sink = sink;
        this.limits = limits;
    }

    /**
     * The success of an item.
     *
     * @throws PermanentException if the step is larger than a step may be, or one of its records cannot be written
     */
    public Commit success(LeasedItem leased, Step step) {
        return Commit.success(leased.connector(), leased, encode(leased.connector(), "item " + leased.item(), step));
    }

    /**
     * The first items of a connector.
     *
     * @throws PermanentException if the step is larger than a step may be, or one of its records cannot be written
     */
    public Commit plan(String connector, Step step) {
        return Commit.success(connector, null, encode(connector, "the plan", step));
    }

    private StepContent encode(String connector, String what, Step step) {
        if (step.followUps().size() > limits.followUps()) {
            throw new PermanentException(
                    ("the step of %s holds %,d follow-up items, but a step may hold %,d. Return the first part of them and one"
                                    + " item that goes on with the rest.")
                            .formatted(what, step.followUps().size(), limits.followUps()));
        }
        return new StepContent(
                records(connector, what, step),
                followUps(what, step),
                step.cursor().orElse(null));
    }

    private @Nullable EncodedRecords records(String connector, String what, Step step) {
        if (step.records().isEmpty()) {
            return null;
        }
        EncodedRecords encoded = sink.encode(connector, step.records());
        if (encoded.bytes() > limits.recordBytes()) {
            throw new PermanentException(
                    ("the step of %s holds %,d records of %,d bytes together, but a step may hold %,d bytes. Ask for smaller"
                                    + " pages.")
                            .formatted(what, encoded.count(), encoded.bytes(), limits.recordBytes()));
        }
        return encoded;
    }

    private List<StepContent.FollowUp> followUps(String what, Step step) {
        List<StepContent.FollowUp> encoded = step.followUps().stream()
                .map(next -> new StepContent.FollowUp(next.item(), next.item().canonical(), next.page()))
                .toList();
        long characters =
                encoded.stream().mapToLong(next -> next.identity().length()).sum();
        if (characters > limits.recordBytes()) {
            throw new PermanentException(
                    ("the step of %s holds %,d follow-up items of %,d characters together, but a step may hold %,d. Keep only"
                                    + " what an item needs in its arguments.")
                            .formatted(what, encoded.size(), characters, limits.recordBytes()));
        }
        return encoded;
    }
}
