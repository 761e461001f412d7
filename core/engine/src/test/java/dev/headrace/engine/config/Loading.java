package dev.headrace.engine.config;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A configuration file on its way to be loaded, with an environment and two connectors. */
final class Loading {
    static final String FILE = "headrace.conf";

    static final ConfigSpec GITHUB = ConfigSpec.empty()
            .baseUrl("https://api.github.com/")
            .secret("token", "Personal access token")
            .required("repositories", ConfigSpec.Type.STRING_LIST, "Repositories to collect")
            .integer("page-size", 50, 1, 100, "Issues a page")
            .choice("state", List.of("all", "open", "closed"), "Which issues")
            .optional("since", ConfigSpec.Type.DURATION, "How far back the first run goes")
            .optional("archived", ConfigSpec.Type.BOOLEAN, false, "Also archived repositories")
            .optional("label", ConfigSpec.Type.STRING, "Only issues with it")
            .optional("headers", ConfigSpec.Type.STRING_MAP, "Sent with every request")
            .section(
                    "cache",
                    ConfigSpec.empty()
                            .optional("size", ConfigSpec.Type.SIZE, 1L << 20, "How much is kept")
                            .optional("path", ConfigSpec.Type.STRING, "Where it is kept"),
                    "Answers that are kept")
            .sections(
                    "streams",
                    ConfigSpec.empty().required("path", ConfigSpec.Type.STRING, "Path of the stream"),
                    "What is collected");

    static final ConfigSpec STRICT = ConfigSpec.empty()
            .baseUrl()
            .required("api-key", ConfigSpec.Type.SECRET, "Key of the account")
            .section(
                    "login",
                    ConfigSpec.empty().required("user", ConfigSpec.Type.STRING, "Who logs in"),
                    "Only for private data");

    private final Path directory;
    private final Map<String, String> environment = new HashMap<>();
    private final Map<String, ConfigSpec> connectors = new HashMap<>(Map.of("github", GITHUB, "strict", STRICT));
    private final Map<String, String> unusable = new HashMap<>();

    Loading(Path directory) {
        this.directory = directory;
    }

    Loading environment(String name, String value) {
        environment.put(name, value);
        return this;
    }

    Loading connector(String name, ConfigSpec spec) {
        connectors.put(name, spec);
        return this;
    }

    Loading unusable(String name, String why) {
        unusable.put(name, why);
        return this;
    }

    Loading file(String name, String content) {
        try {
            Path file = directory.resolve(name);
            Files.createDirectories(file.getParent());
            Files.writeString(file, content);
            return this;
        } catch (IOException unexpected) {
            throw new UncheckedIOException(unexpected);
        }
    }

    /** The file {@link #FILE} with this content, loaded. */
    RunConfig load(String content) {
        file(FILE, content);
        return parsed().check(new Catalog(connectors, unusable), Catalog.of(Map.of("jsonl", ConfigSpec.empty())));
    }

    ConfigFile parsed() {
        return ConfigFile.read(directory.resolve(FILE), environment);
    }

    /** The options of an instance named github, inside the braces of the section that the content follows. */
    RunConfig github(String options) {
        return load("connectors { github { repositories = [a/b]\n" + options + "\n} }");
    }

    /** The problems of a file, one a line, with the directory left out. */
    String problems(String content) {
        return problems(content, UnaryOperator.identity());
    }

    /** The problems of the options of an instance named github; the first option is on line 2. */
    String githubProblems(String options) {
        return problems(options, content -> "connectors { github { repositories = [a/b]\n" + content + "\n} }");
    }

    private String problems(String content, UnaryOperator<String> wrap) {
        try {
            RunConfig config = load(wrap.apply(content));
            throw new AssertionError("no problem in " + config.effective());
        } catch (ConfigException failure) {
            return withoutDirectory(failure.getMessage());
        }
    }

    String warnings(RunConfig config) {
        return withoutDirectory(String.join(
                "\n", config.warnings().stream().map(ConfigProblem::toString).toList()));
    }

    private String withoutDirectory(String text) {
        return text.replace(directory + "/", "");
    }
}
