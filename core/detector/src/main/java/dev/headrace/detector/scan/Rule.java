package dev.headrace.detector.scan;

/** What a connector may not do, and what its author does instead. */
public enum Rule {
    /** A call that waits: for time, another thread, the network, a file, a process, a database. */
    BLOCKS("blocks", "hand the work to StepContext.blocking(...), or send it through StepContext.http()"),
    /** {@code join} or {@code get} of a future. */
    WAITS("waits for a stage", "go on with thenApply or thenCompose; StepContext.gather(...) waits for many"),
    /** A thread, pool or timer that the engine does not know. */
    THREADS(
            "has threads of its own",
            "return work items: the engine starts them; StepContext.blocking(...) has the pool"),
    /** A client with connections and limits of its own. */
    CLIENT(
            "has a client of its own",
            "send requests through StepContext.http(): it knows the limits, credentials and deadlines"),
    /** A stage whose failure nobody will hear of. */
    DROPS("drops a stage", "return the stage, or compose it with the one that is returned");

    private final String title;
    private final String advice;

    Rule(String title, String advice) {
        this.title = title;
        this.advice = advice;
    }

    /** In lower case, as the rest of a sentence about a connector. */
    public String title() {
        return title;
    }

    /** What to do instead. */
    public String advice() {
        return advice;
    }
}
