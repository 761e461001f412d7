package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.process.ServerProcess;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Benchmark upstreams in a child process, with the Java runtime and the class path of this one. */
public final class BenchProcess implements AutoCloseable {
    private static final List<String> JVM = List.of("-Xmx256m", "-XX:+UseSerialGC");

    private final ServerProcess child;

    private BenchProcess(ServerProcess child) {
        this.child = child;
    }

    /**
     * Starts a child like {@link BenchUpstreams#pages} and returns when it serves. Blocks for about a second.
     *
     * @param size how many, how much, how slow; all bodies of one upstream must fit into half of 256 MiB
     * @param life how long the child runs at most
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static BenchProcess pages(BenchSize size, Duration life) {
        return start(size, false, life);
    }

    /**
     * Starts a child like {@link BenchUpstreams#fanOut} and returns when it serves. Blocks for about a second.
     *
     * @param size how many, how much, how slow
     * @param life how long the child runs at most
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static BenchProcess fanOut(BenchSize size, Duration life) {
        return start(size, true, life);
    }

    private static BenchProcess start(BenchSize size, boolean fanOut, Duration life) {
        List<String> command = new ArrayList<>(JVM);
        command.add(BenchServer.class.getName());
        command.addAll(BenchServer.arguments(size, fanOut, life));
        String classPath = System.getProperty("java.class.path", "");
        return new BenchProcess(ServerProcess.start(command, classPath, size.upstreams()));
    }

    /** The addresses, without a slash at the end. */
    public List<URI> uris() {
        return child.announced().stream().map(URI::create).toList();
    }

    /** The child's process id, for whoever wants to read its CPU time. */
    public long pid() {
        return child.pid();
    }

    /** Ends the child: asks first, and insists after five seconds. */
    @Override
    public void close() {
        child.close();
    }
}
