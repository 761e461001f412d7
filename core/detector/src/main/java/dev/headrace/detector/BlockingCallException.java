package dev.headrace.detector;

/** A blocking call was made where nothing may block. Thrown in place of the call, on the thread that made it. */
public final class BlockingCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    /** @param finding what is wrong, as a sentence */
    BlockingCallException(Finding finding) {
        super(finding.sentence());
    }
}
