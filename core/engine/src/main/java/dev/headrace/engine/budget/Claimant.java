package dev.headrace.engine.budget;

/**
 * Who asked for a permit. Exactly one of the two methods is called, once, unless {@link Ticket#cancel} returned true:
 * then neither is.
 *
 * <p>When the answer is known at once the call comes on the asking thread, before {@link Lane#acquire} returns;
 * otherwise on the budgets' executor. Never under a lock, never on the timer's thread. Must not block.
 */
public interface Claimant {
    /** The request may be sent now. The claimant owns the permit and must {@linkplain Permit#release() release} it. */
    void granted(Permit permit);

    /** The request will not be allowed in time; nothing was charged. */
    void refused(BudgetException failure);
}
