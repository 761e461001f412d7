package dev.headrace.engine.budget.dialect;

/** A text is not what its field must be. Without a stack trace: upstreams that send one send it with every answer. */
final class Malformed extends Exception {
    private static final long serialVersionUID = 1;

    Malformed(String what) {
        super(what, null, false, false);
    }
}
