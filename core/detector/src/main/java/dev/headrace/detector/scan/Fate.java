package dev.headrace.detector.scan;

/** Where and when a piece of code that is handed around will run. */
enum Fate {
    /** On a thread that may block: it was given to {@code blocking(...)} or to an executor. */
    ELSEWHERE,
    /** On the thread that made it. */
    HERE,
    /** It is kept, so on the thread that made it now, and on the strand later. */
    KEPT;

    Fate or(Fate other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
