package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class IncludesTest {
    @TempDir
    private Path directory;

    @Test
    void includedFilesTakePartWhereTheyAreIncluded() {
        RunConfig config = new Loading(directory)
                .file("parts/github.conf", "include \"more/size.conf\"\nrepositories = [a/b]")
                .file("parts/more/size.conf", "page-size = 7")
                .load("connectors { github { include \"parts/github.conf\"\n state = open } }");

        assertThat(config.connectors().get("github").config().integer("page-size"))
                .isEqualTo(7);
        assertThat(config.connectors().get("github").config().string("state")).isEqualTo("open");
    }

    @Test
    void anIncludedFileRefersToTheEnvironmentToItselfAndToTheFileAroundIt() {
        RunConfig config = new Loading(directory)
                .environment("TOKEN", "s3cret")
                .file("github.conf", "token = ${?TOKEN}\nlabel = ${state}\npage-size = ${defaults.size}")
                .load(
                        "defaults.size = 9, connectors.github { repositories = [], state = open, include \"github.conf\" }");

        ConnectorConfig github = config.connectors().get("github").config();
        assertThat(github.secret("token").reveal()).isEqualTo("s3cret");
        assertThat(github.string("label")).isEqualTo("open");
        assertThat(github.integer("page-size")).isEqualTo(9);
    }

    @Test
    void aVariableThatAnIncludedFileMissesIsNamed() {
        String problems = new Loading(directory)
                .file("strict.conf", "base-url = \"http://x/\"\napi-key = ${?API_KEY}")
                .problems("connectors { strict { include \"strict.conf\" } }");

        assertThat(problems)
                .isEqualTo("strict.conf:2: connectors.strict.api-key: is missing:"
                        + " the environment variable API_KEY is not set. Key of the account.");
    }

    @Test
    void aProblemInAnIncludedFileNamesThatFile() {
        String problems = new Loading(directory)
                .file("parts/github.conf", "repositories = []\n\npage-size = 700\ntoken = ${NOWHERE}")
                .problems("connectors { github { include file(\"parts/github.conf\") }\n x {} }");

        assertThat(problems).isEqualTo("""
                        headrace.conf:2: connectors.x: there is no connector 'x'. Known are github, strict.
                        parts/github.conf:3: connectors.github.page-size: '700' is not between 1 and 100.
                        parts/github.conf:4: connectors.github.token: refers to ${NOWHERE}, which is neither in the file nor an environment variable.""".stripIndent());
    }

    @Test
    void anIncludedFileThatIsNoHoconNamesThatFile() {
        String problems =
                new Loading(directory).file("a.conf", "x = 1\ny = [1").problems("\ninclude required(\"a.conf\")");

        assertThat(problems).isEqualTo("a.conf:2: the file ends where a closing brace } or bracket ] is expected.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    include "nowhere.conf"                 | cannot include nowhere.conf: there is no such file.
                    include file("nowhere.conf")           | cannot include nowhere.conf: there is no such file.
                    include "folder"                       | cannot include folder: it is a directory.
                    include "headrace.conf"                | headrace.conf includes itself.
                    include "around.conf"                  | around.conf includes itself.
                    include classpath("reference.conf")    | only files can be included, not reference.conf.
                    include url("http://localhost/x.conf") | only files can be included, not http://localhost/x.conf.
                    include "http://localhost/x.conf"      | only files can be included, not http://localhost/x.conf.
                    """)
    void onlyFilesThatAreThereCanBeIncluded(String include, String expected) throws Exception {
        Files.createDirectories(directory.resolve("folder"));
        Loading loading = new Loading(directory).file("around.conf", "x = 1\ninclude \"around.conf\"");

        assertThat(loading.problems("# first\n" + include))
                .matches("(headrace|around)\\.conf:2: include: \\Q" + expected + "\\E");
    }

    @Test
    void whatIsMissingIsReportedForEveryInclude() {
        assertThat(new Loading(directory)
                        .problems("include \"a.conf\"\ninclude \"b.conf\"")
                        .lines())
                .hasSize(2);
    }
}
