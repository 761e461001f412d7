package dev.headrace.runner.cli;

/** The exit codes that are not those of a run's own status. */
final class ExitCode {
    static final int OK = 0;
    static final int FAILED = 1;
    /** Wrong usage or wrong configuration. */
    static final int USAGE = 2;

    private ExitCode() {}
}
