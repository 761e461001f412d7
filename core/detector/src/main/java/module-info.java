/** Finds what blocks a thread that must not: while it runs, and in class files without running them. */
module dev.headrace.detector {
    requires static transitive org.jspecify;

    exports dev.headrace.detector;
}
