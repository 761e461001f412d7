package dev.headrace.runner.probe;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import tools.jackson.databind.json.JsonMapper;

/** Fetches an address once, and its second page if the answer tells where that is. For one thread, which waits. */
public final class Probe {
    private final URI address;
    private final String token;

    /**
     * @param address absolute, {@code http} or {@code https}
     * @param token the variable of the environment that has a bearer token; empty text for none
     */
    public Probe(URI address, String token) {
        this.address = address;
        this.token = token;
    }

    /**
     * What is proposed, as lines of a configuration. Blocks.
     *
     * @throws IllegalStateException if nothing could be fetched, saying why
     */
    public List<String> lines(Map<String, String> environment) {
        Path directory = temporary();
        try {
            return new Proposal(answers(directory, environment), token).lines();
        } finally {
            remove(directory);
        }
    }

    private List<Answer> answers(Path directory, Map<String, String> environment) {
        RunReport report = fetch(directory, environment);
        Path written = directory.resolve("out/probe/answers.jsonl");
        if (!Files.exists(written)) {
            throw new IllegalStateException("nothing was fetched from %s: %s"
                    .formatted(
                            address,
                            report.failed().isEmpty()
                                    ? "no answer"
                                    : report.failed().get(0).cause()));
        }
        try (Stream<String> lines = Files.lines(written)) {
            return lines.map(line -> new Answer(JsonMapper.shared().readTree(line)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private RunReport fetch(Path directory, Map<String, String> environment) {
        try {
            Path file = Files.writeString(directory.resolve("headrace.conf"), configuration());
            try (Engine engine = Engine.load(file, environment, Probe.class.getClassLoader())) {
                // The command has nothing else to do.
                return engine.collect(fatal -> {})
                        .report()
                        .toCompletableFuture()
                        .join();
            }
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private String configuration() {
        String origin = address.getScheme() + "://" + address.getRawAuthority();
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        String secret = token.isEmpty() ? "" : "token = ${" + token + "}";
        return """
                connectors.probe { base-url = "%s", target = "%s", http.max-body = 8MiB, http.throttles = 1, %s }
                """.formatted(origin, address.getRawPath() + query, secret);
    }

    private static Path temporary() {
        try {
            return Files.createTempDirectory("headrace-probe");
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }

    private static void remove(Path directory) {
        try (Stream<Path> files = Files.walk(directory)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException left) {
            throw new UncheckedIOException(left);
        }
    }
}
