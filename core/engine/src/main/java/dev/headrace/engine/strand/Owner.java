package dev.headrace.engine.strand;

import java.util.function.Predicate;

/** Whose task it is: what a carrier and the watchdog need to know of a strand. */
record Owner(
        String name,
        ClassLoader loader,
        Predicate<StackTraceElement> ownCode,
        StrandClock clock,
        VerdictBook verdicts) {}
