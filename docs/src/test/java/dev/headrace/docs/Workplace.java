package dev.headrace.docs;

import dev.headrace.engine.Engine;
import dev.headrace.engine.report.RunReport;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** A directory with a configuration, and what its runs leave there. */
final class Workplace {
    static final String TOKEN = "s3cret-of-the-guide";

    /** What the pages tell their reader to export. */
    private static final Map<String, String> ENVIRONMENT =
            Map.of("SHOP_TOKEN", TOKEN, "GITHUB_TOKEN", TOKEN, "CRM_PASSWORD", TOKEN);

    private final Path directory;
    private final Path file;

    Workplace(Path directory, String configuration) {
        this.directory = directory;
        this.file = directory.resolve("headrace.conf");
        try {
            Files.createDirectories(directory.resolve("plugins"));
            Files.createDirectories(directory.resolve("secrets"));
            Files.writeString(directory.resolve("secrets/shop-token"), TOKEN + "\n");
            Files.writeString(file, configuration);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    Engine load() {
        return Engine.load(file, ENVIRONMENT, Workplace.class.getClassLoader());
    }

    RunReport run() {
        try (Engine engine = load()) {
            return engine.collect(broken -> {
                        throw new IllegalStateException("the JVM is broken", broken);
                    })
                    .report()
                    .toCompletableFuture()
                    .join();
        }
    }

    /** The lines that were written, in their order. */
    List<String> lines(String instance, String stream) {
        try {
            return Files.readAllLines(directory.resolve("out/" + instance + "/" + stream + ".jsonl"));
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
