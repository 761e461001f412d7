package dev.headrace.engine.run;

/** What becomes of an instance whose code blocks its strand. A verdict is reported in any case. */
public enum OnBlock {
    /** It is reported. */
    WARN,
    /** From its first verdict on no thread that carries others ever runs it again: it has a thread of its own. */
    ISOLATE,
    /** The item that blocks fails as {@link dev.headrace.engine.report.ItemOutcome#BLOCKED}; the instance goes on. */
    FAIL
}
