package dev.headrace.engine.http;

import java.util.Optional;

/** The validators that an item may ask with, and where those of its answers go. Called on the item's strand only. */
public interface Validators {
    /** Knows none and forgets all. */
    Validators NONE = new Validators() {
        @Override
        public Optional<Validator> find(String address) {
            return Optional.empty();
        }

        @Override
        public void captured(String address, Validator validator) {}
    };

    /**
     * What the last complete collection of this address left.
     *
     * @param address the absolute address of the call, without secrets
     */
    Optional<Validator> find(String address);

    /**
     * A conditional call was answered. The validator becomes valid with the item's commit, not before: an answer whose records
     * were lost must be asked for again.
     *
     * @param address as given to {@link #find}
     */
    void captured(String address, Validator validator);
}
