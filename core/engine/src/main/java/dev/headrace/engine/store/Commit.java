package dev.headrace.engine.store;

import dev.headrace.engine.account.ItemTime;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.engine.report.ItemOutcome;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The end of one item, or of one connector's planning, with all that becomes durable with it. Made by {@link StepEncoder} and
 * {@link #without}; handed to the store once.
 *
 * @param connector the instance
 * @param leased the item; {@code null} for the planning
 * @param outcome of the item
 * @param error what happened; {@code null} after a success
 * @param content what the step held
 * @param validators what the requests of the step saw
 * @param times where the time of the item went, for people; {@code null} if that is not kept
 * @param needs what the item took, for planning; {@code null} if that is not kept
 */
public record Commit(
        String connector,
        @Nullable LeasedItem leased,
        ItemOutcome outcome,
        @Nullable String error,
        StepContent content,
        List<Validators> validators,
        @Nullable String times,
        @Nullable ItemNeeds needs) {

    private static final int LONGEST_ERROR = 8_000;

    /**
     * The end of an item without success.
     *
     * @param outcome {@link ItemOutcome#CANCELLED} and {@link ItemOutcome#NOT_STARTED} put the item back for the next run; the
     *     first counts the attempt
     * @param error what happened, for people; may have several lines; clipped after 8,000 characters
     * @throws IllegalArgumentException if the outcome is a success
     */
    public static Commit without(LeasedItem leased, ItemOutcome outcome, String error) {
        if (outcome == ItemOutcome.SUCCEEDED) {
            throw new IllegalArgumentException("a success has a step: " + leased.item());
        }
        return new Commit(leased.connector(), leased, outcome, clip(error), StepContent.NONE, List.of(), null, null);
    }

    /** A message may hold a whole body; a million failed items must not make a state file of gigabytes. */
    private static String clip(String error) {
        return error.length() <= LONGEST_ERROR
                ? error
                : error.substring(0, LONGEST_ERROR)
                        + " [and %,d characters more]".formatted(error.length() - LONGEST_ERROR);
    }

    static Commit success(String connector, @Nullable LeasedItem leased, StepContent content) {
        return new Commit(connector, leased, ItemOutcome.SUCCEEDED, null, content, List.of(), null, null);
    }

    /** The same with what the item's requests saw; durable when the item's scope is complete. */
    public Commit withValidators(Collection<Validators> seen) {
        return new Commit(connector, leased, outcome, error, content, List.copyOf(seen), times, needs);
    }

    /** The same with where the item's time went, and what it sent. */
    public Commit accounted(ItemTime time, List<RequestCounts.Sent> sent) {
        Map<String, Long> millis = new TreeMap<>();
        time.phases().forEach((phase, spent) -> millis.put(phase.text(), spent.toMillis()));
        String text = millis.entrySet().stream()
                .filter(phase -> phase.getValue() > 0)
                .map(phase -> phase.getKey() + " " + phase.getValue() + "ms")
                .collect(Collectors.joining(", "));
        ItemNeeds taken = ItemNeeds.of(time, sent);
        return new Commit(connector, leased, outcome, error, content, validators, text.isEmpty() ? null : text, taken);
    }

    /** How much work it is for the store, in rows: what bounds the size of a transaction. */
    int weight() {
        return 1
                + content.followUps().size()
                + (content.records() == null ? 0 : content.records().count());
    }
}
