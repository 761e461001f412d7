package dev.headrace.runner.demo;

import dev.headrace.testkit.upstream.demo.UpstreamFacts;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The directory of the demo: its configuration, and with it the ports, which stay the same so that a run can go on. */
public final class DemoFiles {
    private static final Pattern PORT = Pattern.compile("link-header \\{[^\"]*\"http://127\\.0\\.0\\.1:(\\d+)\"");
    private static final int UPSTREAMS = 12;

    private final Path directory;

    /** @param directory made when it is not there */
    public DemoFiles(Path directory) {
        this.directory = directory;
    }

    /** The configuration. */
    public Path configuration() {
        return directory.resolve("demo.conf");
    }

    /** Where the records are. */
    public Path output() {
        return directory.resolve("out");
    }

    /** The first of the twelve ports: that of the demo before, so that its unfinished run can go on, otherwise a free one. */
    public int firstPort() {
        try {
            if (Files.exists(configuration())) {
                Matcher matcher = PORT.matcher(Files.readString(configuration()));
                if (matcher.find()) {
                    return Integer.parseInt(matcher.group(1));
                }
            }
            return freePorts();
        } catch (IOException failure) {
            throw new UncheckedIOException("the demo's files in %s cannot be read".formatted(directory), failure);
        }
    }

    /** Twelve in a row that nobody listens on now, below those that systems give to outgoing connections. */
    private static int freePorts() throws IOException {
        for (int attempt = 0; attempt < 100; attempt++) {
            int first = ThreadLocalRandom.current().nextInt(20_000, 32_000);
            if (allFree(first)) {
                return first;
            }
        }
        throw new IOException("no twelve free ports in a row between 20000 and 32000");
    }

    private static boolean allFree(int from) {
        for (int port = from; port < from + UPSTREAMS; port++) {
            try (ServerSocket free = new ServerSocket(port)) {
                assert free.isBound();
            } catch (IOException taken) {
                return false;
            }
        }
        return true;
    }

    /** Writes the configuration for running upstreams. */
    public void write(List<UpstreamFacts> upstreams, boolean straySleep) {
        try (InputStream template = DemoFiles.class.getResourceAsStream("demo.conf")) {
            if (template == null) {
                throw new IllegalStateException("the demo's configuration is not in the jar");
            }
            String text = new String(template.readAllBytes(), StandardCharsets.UTF_8);
            for (UpstreamFacts upstream : upstreams) {
                text = text.replace(
                        "@" + upstream.name() + "@", upstream.baseUrl().toString());
            }
            Files.createDirectories(directory);
            Files.writeString(configuration(), text.replace("@stray-sleep@", String.valueOf(straySleep)));
        } catch (IOException failure) {
            throw new UncheckedIOException("the demo cannot write into %s".formatted(directory), failure);
        }
    }
}
