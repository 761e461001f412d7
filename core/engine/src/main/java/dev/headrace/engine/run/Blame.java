package dev.headrace.engine.run;

import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.report.BlockingReport;
import dev.headrace.engine.strand.BlockingVerdict;
import java.util.Locale;

/** Whose fault it is that a strand was held, and how that is said. Stateless. */
final class Blame {
    private static final String ENGINE = "dev.headrace.engine.";

    private Blame() {}

    /**
     * Whether the connector's own code blocked. Computing is not blocking; and where the engine's code stands between the
     * connector and the call that waits, as for one of the engine's locks, the connector could not have known.
     */
    static boolean onConnector(BlockingVerdict verdict) {
        return verdict.kind() != Verdict.CPU && !verdict.site().isThrough(ENGINE);
    }

    /** How a strand is held now: {@code blocked at Glossary.java:27 (Thread.sleep)}. */
    static String now(BlockingVerdict verdict) {
        Site site = verdict.site();
        String call = site.blockingFrame().map(Blame::method).orElse("unknown code");
        String held = verdict.kind() == Verdict.CPU ? "computing" : "blocked";
        return site.connectorFrame()
                .map(frame -> "%s at %s:%d (%s)".formatted(held, frame.getFileName(), frame.getLineNumber(), call))
                .orElse(held + " in " + call);
    }

    static BlockingReport report(BlockingVerdict verdict) {
        return new BlockingReport(
                verdict.strand(),
                verdict.kind().name().toLowerCase(Locale.ROOT),
                verdict.site().connectorFrame().map(Blame::place).orElse("code outside the connector"),
                verdict.site().blockingFrame().map(Blame::method).orElse("unknown"),
                verdict.occurrences(),
                verdict.lost(),
                verdict.site().stack());
    }

    /** As a stack trace has it, without the names of class loaders and modules. */
    static String place(StackTraceElement frame) {
        return "%s.%s(%s:%d)"
                .formatted(frame.getClassName(), frame.getMethodName(), frame.getFileName(), frame.getLineNumber());
    }

    private static String method(StackTraceElement frame) {
        String type = frame.getClassName();
        return type.substring(type.lastIndexOf('.') + 1) + "." + frame.getMethodName();
    }
}
