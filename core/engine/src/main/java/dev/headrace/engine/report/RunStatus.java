package dev.headrace.engine.report;

/** How a run ended, and the exit code of the process that ran it. */
public enum RunStatus {
    /** Every item of every connector succeeded. */
    COMPLETE(0),
    /** Nothing succeeded, or the run as a whole broke. */
    FAILED(1),
    /** Some items succeeded and some did not, or the run was stopped before its end. */
    PARTIAL(3);

    private final int exitCode;

    RunStatus(int exitCode) {
        this.exitCode = exitCode;
    }

    /** The exit code; 2 is kept for wrong usage and wrong configuration. */
    public int exitCode() {
        return exitCode;
    }
}
