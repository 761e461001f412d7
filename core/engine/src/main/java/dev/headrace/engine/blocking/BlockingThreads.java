package dev.headrace.engine.blocking;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.util.Optional;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes the platform threads, and finds the JVM's virtual ones, which Java 17's interface does not have. */
final class BlockingThreads implements ThreadFactory {
    private static final Logger log = LoggerFactory.getLogger(BlockingThreads.class);
    private static final String PREFIX = "headrace-blocking-";
    private static final int FIRST_UNPINNED = 24; // JEP 491

    private final AtomicInteger made = new AtomicInteger();

    @Override
    public Thread newThread(Runnable life) {
        Thread thread = new Thread(life, PREFIX + made.incrementAndGet());
        thread.setDaemon(true); // work that never ends must not keep the JVM alive
        return thread;
    }

    /** A factory of virtual threads; empty where this JVM has none that may block in {@code synchronized}. */
    static Optional<ThreadFactory> virtual() {
        if (Runtime.version().feature() < FIRST_UNPINNED) {
            return Optional.empty();
        }
        try {
            return Optional.of(virtualFactory());
        } catch (Throwable e) {
            log.warn("this JVM's virtual threads cannot be used; work that blocks has platform threads", e);
            return Optional.empty();
        }
    }

    /** {@code Thread.ofVirtual().name(PREFIX, 1).factory()} */
    private static ThreadFactory virtualFactory() throws Throwable {
        MethodHandles.Lookup lookup = MethodHandles.publicLookup();
        Class<?> builder = Class.forName("java.lang.Thread$Builder$OfVirtual");
        MethodHandle ofVirtual = lookup.findStatic(Thread.class, "ofVirtual", MethodType.methodType(builder));
        MethodHandle name =
                lookup.findVirtual(builder, "name", MethodType.methodType(builder, String.class, long.class));
        MethodHandle factory = lookup.findVirtual(builder, "factory", MethodType.methodType(ThreadFactory.class));
        Object named = name.invoke(ofVirtual.invoke(), PREFIX, 1L);
        return (ThreadFactory) factory.invoke(named);
    }
}
