package dev.headrace.connectors;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** Answers of real upstreams, kept beside the repository and not in it. A test that needs them and finds none says so and is skipped. */
public final class Recordings {
    // Those of the connection of then, which the replaying server sets itself.
    private static final Set<String> CONNECTION =
            Set.of("connection", "content-length", "transfer-encoding", "keep-alive", "set-cookie", "status");
    // YAML reads all JSON.
    private static final YAMLMapper YAML = new YAMLMapper();

    private Recordings() {}

    /**
     * The folder with the recordings of one upstream; the test is skipped if there is none. It is beside the repository's root,
     * which is above the module in which tests run, or where the property {@code headrace.recordings} says.
     */
    public static Path folder(String name) {
        Path folder = place(name);
        boolean there = Files.isDirectory(folder);
        String reason = "SKIPPED %s: there are no recordings in %s".formatted(test(), folder);
        if (!there) {
            System.out.println(reason);
        }
        assumeTrue(there, reason);
        return folder;
    }

    /** Where that folder is, if it is there. */
    public static Path place(String name) {
        String beside = Path.of("").toAbsolutePath().getParent() + "/../shared/recordings";
        return Path.of(System.getProperty("headrace.recordings", beside), name).normalize();
    }

    private static String test() {
        return StackWalker.getInstance()
                .walk(frames -> frames.map(StackWalker.StackFrame::getClassName)
                        .filter(name -> name.endsWith("Test"))
                        .findFirst()
                        .map(name -> name.substring(name.lastIndexOf('.') + 1))
                        .orElse("a test"));
    }

    /**
     * The answers of a cassette of VCR or betamax to requests with a text in their address, in their order, byte for byte.
     *
     * @param from the recorded upstream's address in headers, which becomes {@code to}
     */
    public static List<Reply> replies(Path cassette, String address, String from, String to) {
        try {
            JsonNode root = YAML.readTree(Files.readAllBytes(cassette));
            return root.path(root.has("interactions") ? "interactions" : "http_interactions")
                    .valueStream()
                    .filter(exchange -> exchange.at("/request/uri").asString("").contains(address))
                    .map(exchange -> reply(exchange.path("response"), from, to))
                    .toList();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    private static Reply reply(JsonNode response, String from, String to) {
        Reply reply = Reply.bytes("application/json", body(response.path("body")))
                .withStatus(response.at("/status/code").intValue());
        for (Map.Entry<String, JsonNode> field : response.path("headers").properties()) {
            JsonNode values = field.getValue();
            for (JsonNode value : values.isArray() ? values.values() : List.of(values)) {
                String text = value.asString().replace(from, to);
                boolean type = field.getKey().equalsIgnoreCase("content-type");
                reply = type
                        ? reply.withHeader("Content-Type", text)
                        : CONNECTION.contains(field.getKey().toLowerCase(java.util.Locale.ROOT))
                                ? reply
                                : reply.andHeader(field.getKey(), text);
            }
        }
        return reply;
    }

    private static byte[] body(JsonNode body) {
        if (body.has("base64_string")) {
            return Base64.getDecoder().decode(body.path("base64_string").asString());
        }
        JsonNode string = body.path("string");
        return string.isBinary() ? string.binaryValue() : string.asString("").getBytes(StandardCharsets.UTF_8);
    }
}
