package dev.headrace.engine.corpus.library;

/** Is initialised for as long as somebody wants it to be. */
public final class Contended {
    /** What the first who comes does with it. */
    public static final class Pause {
        private static volatile Runnable first = () -> {};

        private Pause() {}

        /** From now on the initialisation runs this. */
        public static void set(Runnable pause) {
            first = pause;
        }
    }

    static {
        Pause.first.run();
    }

    private Contended() {}

    /** Initialises the class, the first time. */
    public static void touch() {}
}
