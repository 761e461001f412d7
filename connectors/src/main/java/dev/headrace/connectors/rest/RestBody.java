package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigSpec;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The section {@code body}. */
final class RestBody {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional(
                    "json",
                    ConfigSpec.Type.STRING,
                    "JSON whose texts are templates; a value that stands alone keeps its type")
            .optional("form", ConfigSpec.Type.STRING_MAP, "Fields of a form; templates")
            .optional("text", ConfigSpec.Type.STRING, "Any other text; a template")
            .optional("content-type", ConfigSpec.Type.STRING, "text/plain; charset=utf-8", "For text: what it is")
            .optional(
                    "graphql",
                    ConfigSpec.Type.STRING,
                    "A GraphQL query (no template), posted with 'variables'; errors are failures")
            .optional("variables", ConfigSpec.Type.STRING, "{}", "For graphql: JSON whose texts are templates")
            .optional(
                    "rpc",
                    ConfigSpec.Type.STRING,
                    "A method of JSON-RPC 2.0, called with 'params'; errors are failures")
            .optional("params", ConfigSpec.Type.STRING, "{}", "For rpc: JSON whose texts are templates");

    private static final List<String> KINDS = List.of("json", "form", "text", "graphql", "rpc");

    private RestBody() {}

    /** The body of a stream's requests; empty for those that are a {@code GET}. */
    static Optional<Body> of(Options stream, Vocabulary vocabulary) {
        Options options = stream.section("body");
        List<String> given = KINDS.stream().filter(options::has).toList();
        if (given.size() > 1) {
            options.wrong(given.get(1), "a body is one of %s, not %s at once".formatted(KINDS, given));
        }
        return given.isEmpty() ? Optional.empty() : body(given.get(0), options, vocabulary);
    }

    private static Optional<Body> body(String kind, Options options, Vocabulary vocabulary) {
        return switch (kind) {
            case "json" -> options.read(kind, () -> JsonBody.parse(options.text(kind), vocabulary));
            case "graphql" ->
                options.read(
                        "variables", () -> JsonBody.graphql(options.text(kind), options.text("variables"), vocabulary));
            case "rpc" ->
                options.read("params", () -> JsonBody.rpc(options.text(kind), options.text("params"), vocabulary));
            case "form" -> Optional.of(new FormBody(options.templates(kind, vocabulary)));
            default -> Optional.of(new TextBody(options.template(kind, vocabulary), options.text("content-type")));
        };
    }

    /** What these bodies mean by an error, whatever else is said about failures. */
    static List<Verdict> verdicts(Options stream) {
        Options options = stream.section("body");
        if (options.has("graphql")) {
            return List.of(error("graphql", "/errors", "/errors/0/message"));
        }
        return options.has("rpc") ? List.of(error("rpc", "/error", "/error/message")) : List.of();
    }

    private static Verdict error(String name, String at, String messageAt) {
        return new Verdict(name, at, List.of(), List.of(), messageAt, Verdict.Then.FAIL, Duration.ZERO);
    }
}
