package dev.headrace.testkit.trial;

/** A trial that could not be carried out. Its message says why, and what to change. */
public final class TrialFailure extends AssertionError {
    private static final long serialVersionUID = 1;

    TrialFailure(String message, Throwable cause) {
        super(message, cause);
    }

    /** @param message what happened and what to do */
    public TrialFailure(String message) {
        super(message);
    }
}
