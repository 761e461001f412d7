package dev.headrace.engine.budget;

/** Whose limit it is, and so what may change it. */
enum Whose {
    /** What answers say never touches it. */
    OURS,
    /** The upstream's, as somebody has declared it or the engine supposes it. */
    UPSTREAMS,
    /** The upstream's, known from its answers alone; always the last ones of a lane. */
    BUCKET
}
