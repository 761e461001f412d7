package dev.headrace.engine.corpus.library;

import dev.headrace.engine.corpus.Stage;

/** Sleeps while it is initialised. */
public final class Slumbering {
    static {
        Signing.sign("", Stage.MILLIS);
    }

    private Slumbering() {}

    /** Initialises the class, the first time. */
    public static void wake() {}
}
