package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.process.ServerProcess;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * The twelve demo upstreams in a child process, so that they share neither heap nor threads with whoever collects from
 * them. The child ends with {@link #close()}, and by itself if this process dies.
 */
public final class DemoProcess implements AutoCloseable {
    // The servers hold next to nothing; the simplest collector and compiler start fastest.
    private static final List<String> JVM = List.of("-Xmx64m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

    private final ServerProcess child;
    private final List<UpstreamFacts> facts;

    private DemoProcess(ServerProcess child, List<UpstreamFacts> facts) {
        this.child = child;
        this.facts = facts;
    }

    /**
     * Starts the child with the Java runtime and the class path of this process, and returns when the upstreams accept
     * connections. Blocks for about a second: not for threads that serve others.
     *
     * @param size how much the upstreams hold and how slow they are
     * @param life how long the child runs at most
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static DemoProcess start(DemoSize size, Duration life) {
        return start(size, 0, life);
    }

    /**
     * As {@link #start(DemoSize, Duration)}, on twelve ports in a row.
     *
     * @param firstPort that of the first; 0 for any free ones
     */
    public static DemoProcess start(DemoSize size, int firstPort, Duration life) {
        return start(new DemoOptions(size, firstPort, life), System.getProperty("java.class.path", ""));
    }

    /**
     * As {@link #start(DemoSize, Duration)}, with another class path.
     *
     * @param size how much the upstreams hold and how slow they are
     * @param life how long the child runs at most
     * @param classPath must hold this module and what it needs
     * @throws IllegalStateException if the child does not start; quotes what it said
     */
    public static DemoProcess start(DemoSize size, Duration life, String classPath) {
        return start(new DemoOptions(size, 0, life), classPath);
    }

    private static DemoProcess start(DemoOptions options, String classPath) {
        List<String> command = new ArrayList<>(JVM);
        command.add(DemoServer.class.getName());
        command.addAll(options.arguments());
        ServerProcess child = ServerProcess.start(command, classPath, UpstreamKind.values().length);
        return new DemoProcess(
                child, child.announced().stream().map(UpstreamFacts::parse).toList());
    }

    /** What each upstream says about itself, in the order of {@link UpstreamKind}. */
    public List<UpstreamFacts> facts() {
        return facts;
    }

    /** The child's process id, for whoever wants to watch or kill it. */
    public long pid() {
        return child.pid();
    }

    /** Ends the child: asks first, and insists after five seconds. Closing twice does nothing. */
    @Override
    public void close() {
        child.close();
    }
}
