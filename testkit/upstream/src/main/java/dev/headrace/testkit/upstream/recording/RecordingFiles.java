package dev.headrace.testkit.upstream.recording;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Finds the files of a recording and tells their forms apart. */
final class RecordingFiles {
    private static final JsonMapper JSON = new JsonMapper();

    private RecordingFiles() {}

    static List<RecordedExchange> read(Path source) {
        List<RecordedExchange> exchanges = new ArrayList<>();
        for (Path file : files(source)) {
            exchanges.addAll(readFile(file));
        }
        if (exchanges.isEmpty()) {
            throw new IllegalArgumentException(
                    "There is no recording in " + source + ": name a file in JSON, or a directory with some.");
        }
        return exchanges;
    }

    /** WireMock keeps large bodies in {@code __files}, beside the directory of its mappings. */
    private static List<Path> files(Path source) {
        if (!Files.isDirectory(source)) {
            return List.of(source);
        }
        try (Stream<Path> below = Files.walk(source)) {
            return below.filter(file -> file.toString().endsWith(".json"))
                    .filter(file -> !file.toString().contains("__files"))
                    .sorted()
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException("The recording in " + source + " could not be read.", failure);
        }
    }

    private static List<RecordedExchange> readFile(Path file) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readAllBytes(file));
        } catch (IOException | JacksonException failure) {
            throw new IllegalArgumentException("The recording " + file + " could not be read: " + failure, failure);
        }
        if (root.has("request") && root.has("response")) {
            return List.of(WireMockForm.read(root, file));
        }
        if (root.has("mappings")) {
            return root.path("mappings")
                    .valueStream()
                    .map(mapping -> WireMockForm.read(mapping, file))
                    .toList();
        }
        if (root.has("interactions") || root.has("http_interactions")) {
            return CassetteForm.read(root);
        }
        if (root.isArray() && !root.isEmpty() && root.path(0).has("path")) {
            return NockForm.read(root);
        }
        throw new IllegalArgumentException("The file " + file + " is no recording that is understood: it should be a"
                + " mapping of WireMock (\"request\" and \"response\"), fixtures of nock (a list with \"path\"), or a"
                + " cassette of VCR or betamax in JSON (\"http_interactions\" or \"interactions\").");
    }
}
