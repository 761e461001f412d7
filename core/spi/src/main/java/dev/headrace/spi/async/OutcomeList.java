package dev.headrace.spi.async;

import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Outcomes that come in any order, put in the order of the inputs. Confined to the loop. */
final class OutcomeList<I extends @Nullable Object, O extends @Nullable Object> {
    private @Nullable Object[] slots = new @Nullable Object[16];
    private int size;

    void add(Outcome<I, O> outcome) {
        int index = Math.toIntExact(outcome.index());
        if (index >= slots.length) {
            slots = Arrays.copyOf(slots, Math.max(index + 1, slots.length + (slots.length >> 1)));
        }
        slots[index] = outcome;
        size = Math.max(size, index + 1);
    }

    @SuppressWarnings("unchecked") // only add() writes, and by the end each index up to the last has its outcome
    List<Outcome<I, O>> toList() {
        return (List<Outcome<I, O>>) (List<?>) Arrays.asList(slots).subList(0, size);
    }
}
