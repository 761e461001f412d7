package dev.headrace.engine.observe;

import java.time.Instant;

/** Hears of one attempt at one item. Thread-safe. */
public interface ItemTrace {
    /** Hears nothing. */
    ItemTrace NONE = new ItemTrace() {
        @Override
        public void requested(RequestSeen request) {}

        @Override
        public void ends(ItemEnding ending) {}
    };

    /** How it ended. */
    enum Outcome {
        /** It gave its step, which is being committed. */
        SUCCEEDED,
        /** It failed; it may be tried again. */
        FAILED,
        /** It was given up: the run was stopped, or its connector blocked or took too long. */
        GIVEN_UP
    }

    /**
     * The end of an attempt at an item.
     *
     * @param records that it gave
     * @param cause why it did not succeed, without secrets; empty when it did
     * @param at by the run's clock
     */
    record ItemEnding(Outcome outcome, int records, String cause, Instant at) {}

    /** A request of the item was sent, or failed to be, and is over; perhaps after the end of the item, which has dropped it then. */
    void requested(RequestSeen request);

    /** It is over. Once. */
    void ends(ItemEnding ending);

    /** Both. */
    default ItemTrace and(ItemTrace other) {
        if (this == NONE || other == NONE) {
            return this == NONE ? other : this;
        }
        ItemTrace first = this;
        return new ItemTrace() {
            @Override
            public void requested(RequestSeen request) {
                first.requested(request);
                other.requested(request);
            }

            @Override
            public void ends(ItemEnding ending) {
                first.ends(ending);
                other.ends(ending);
            }
        };
    }
}
