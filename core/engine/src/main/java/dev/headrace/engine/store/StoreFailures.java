package dev.headrace.engine.store;

import java.sql.SQLException;

/** What a user can do about a failure of the state file. */
final class StoreFailures {
    // sqlite.org/rescode.html: the primary result code is the low byte.
    private static final int BUSY = 5;
    private static final int READ_ONLY = 8;
    private static final int IO_ERROR = 10;
    private static final int CORRUPT = 11;
    private static final int FULL = 13;
    private static final int CANNOT_OPEN = 14;
    private static final int NOT_A_DATABASE = 26;

    private StoreFailures() {}

    static String advice(Throwable failure) {
        String what = failure.getMessage() == null ? failure.toString() : failure.getMessage();
        if (!(failure instanceof SQLException sql)) {
            return what;
        }
        return switch (sql.getErrorCode() & 0xff) {
            case BUSY -> "another program writes into it. Close that program and run again. " + what;
            case READ_ONLY -> "it may not be written to. Change its permissions or those of its directory. " + what;
            case IO_ERROR -> "the disk reports an error. " + what;
            case CORRUPT ->
                "it is damaged. Restore it from a backup, or move it away to collect everything again. " + what;
            case FULL -> "the disk is full. Make room and run again; nothing that was committed is lost. " + what;
            case CANNOT_OPEN -> "it cannot be opened. Look at the permissions of its directory. " + what;
            case NOT_A_DATABASE -> "it is not an SQLite file. Choose another state file. " + what;
            default -> what;
        };
    }
}
