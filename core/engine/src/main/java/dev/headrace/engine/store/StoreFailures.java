package dev.headrace.engine.store;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.Path;
import java.sql.SQLException;

/** Says what has happened to a store and what a user can do about it. */
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

    static StoreException closed(Path file) {
        return new StoreException("the state file %s is closed".formatted(file), null);
    }

    static StoreException describe(Path file, Throwable failure) {
        if (failure instanceof StoreException described) {
            return described;
        }
        if (failure instanceof SQLException database) {
            return new StoreException("the state file %s: %s".formatted(file, advice(database)), failure);
        }
        if (failure instanceof IOException files) {
            return new StoreException(sentence(files), failure);
        }
        return new StoreException("the store has failed, by a defect of the engine: " + failure, failure);
    }

    private static String sentence(IOException failure) {
        if (failure instanceof FileSystemException file) {
            return "%s cannot be used: %s".formatted(file.getFile(), reason(file));
        }
        return String.valueOf(failure.getMessage());
    }

    private static String reason(FileSystemException failure) {
        if (failure instanceof FileAlreadyExistsException) {
            return "it is no directory; move it away, or choose another place in the configuration";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission; change its permissions, or choose another place in the configuration";
        }
        String reason = failure.getReason() == null ? failure.getClass().getSimpleName() : failure.getReason();
        return reason + "; choose another place in the configuration";
    }

    private static String advice(SQLException failure) {
        String advice = switch (failure.getErrorCode() & 0xff) {
            case BUSY -> "another program writes into it; close that program and run again";
            case READ_ONLY -> "it may not be written to; change its permissions or those of its directory";
            case IO_ERROR -> "the disk reports an error";
            case CORRUPT -> "it is damaged; restore it from a backup, or move it away to collect everything again";
            case FULL -> "the disk is full; make room and run again, nothing that was committed is lost";
            case CANNOT_OPEN -> "it cannot be opened; look at the permissions of its directory";
            case NOT_A_DATABASE -> "it is not an SQLite file; choose another state file";
            default -> "the database fails";
        };
        return "%s (%s)".formatted(advice, failure.getMessage());
    }
}
