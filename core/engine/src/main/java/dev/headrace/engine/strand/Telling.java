package dev.headrace.engine.strand;

/** Where the watchdog leaves calls of the listener, so that it never waits for one. */
@FunctionalInterface
interface Telling {
    /** @param about whose task the call is about */
    void tell(Owner about, Runnable call);
}
