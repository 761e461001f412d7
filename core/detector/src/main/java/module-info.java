/** Finds what blocks a thread that must not: while it runs, and in class files without running them. */
module dev.headrace.detector {
    requires java.instrument;
    requires java.management;
    requires static transitive org.jspecify;
    // The static check alone.
    requires org.objectweb.asm;
    // Only the child process that attaches needs it.
    requires static jdk.attach;

    exports dev.headrace.detector;
    exports dev.headrace.detector.scan;
    // The JVM calls the agent there.
    exports dev.headrace.detector.agent to
            java.instrument;
}
