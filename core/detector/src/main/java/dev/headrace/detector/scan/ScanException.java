package dev.headrace.detector.scan;

/** What was to be scanned cannot be: a missing file, a damaged jar, a waiver without a reason. The message says what to do. */
public final class ScanException extends RuntimeException {
    private static final long serialVersionUID = 1;

    ScanException(String message) {
        super(message);
    }

    ScanException(String message, Throwable cause) {
        super(message, cause);
    }
}
