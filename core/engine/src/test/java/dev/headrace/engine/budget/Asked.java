package dev.headrace.engine.budget;

import org.jspecify.annotations.Nullable;

/**
 * A claimant that keeps what it was told, and does not bear to be told twice. Its fields are read on the thread that
 * tells it.
 */
final class Asked implements Claimant {
    Ticket ticket;

    @Nullable
    Permit permit;

    @Nullable
    BudgetException refusal;

    @Override
    public void granted(Permit granted) {
        mustBeFirst();
        permit = granted;
    }

    @Override
    public void refused(BudgetException failure) {
        mustBeFirst();
        refusal = failure;
    }

    private void mustBeFirst() {
        if (permit != null || refusal != null) {
            throw new AssertionError("told twice");
        }
    }

    boolean isGranted() {
        return permit != null;
    }

    boolean waits() {
        return permit == null && refusal == null;
    }

    /** Sends the request; it is answered and over at once, the answer saying nothing. */
    void send() {
        permit.sent();
        permit.answered(Answer.SILENT);
        permit.release();
    }
}
