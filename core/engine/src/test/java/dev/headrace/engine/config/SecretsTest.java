package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConnectorConfig;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SecretsTest {
    private static final String PLANTED = "pl4nted-s3cret";

    @TempDir
    private Path directory;

    @Test
    void aSecretComesFromTheEnvironment() {
        RunConfig config = new Loading(directory).environment("TOKEN", PLANTED).github("token = ${?TOKEN}");

        assertThat(token(config)).isEqualTo(PLANTED);
        assertThat(config.warnings()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {PLANTED, PLANTED + "\n", PLANTED + "\r\n"})
    void aSecretComesFromAFileBesideTheConfigurationWithoutItsLineEnd(String content) {
        RunConfig config = new Loading(directory).file("keys/token", content).github("token = { file = keys/token }");

        assertThat(token(config)).isEqualTo(PLANTED);
        assertThat(config.warnings()).isEmpty();
    }

    @Test
    void onlyOneLineEndIsCut() {
        RunConfig config = new Loading(directory).file("token", " a\nb \n\n").github("token { file = token }");

        assertThat(token(config)).isEqualTo(" a\nb \n");
    }

    @Test
    void theNameOfTheFileMayComeFromTheEnvironment() {
        RunConfig config = new Loading(directory)
                .file("token", PLANTED)
                .environment("TOKEN_FILE", directory.resolve("token").toString())
                .github("token { file = ${?TOKEN_FILE} }");

        assertThat(token(config)).isEqualTo(PLANTED);
    }

    @Test
    void aKeyStoreIsReadThoughItIsNoText() throws Exception {
        Files.write(directory.resolve("client.p12"), new byte[] {0x30, (byte) 0x82, 1, 0, (byte) 0xff});
        RunConfig config = new Loading(directory).github("token { file = client.p12 }");

        assertThat(token(config)).isEqualTo("-----BEGIN PKCS12-----\nMIIBAP8=\n-----END PKCS12-----");
    }

    @Test
    void aSecretInTheFileIsAllowedWithAWarning() {
        Loading loading = new Loading(directory);
        RunConfig config = loading.github("token = \"" + PLANTED + "\"");

        assertThat(token(config)).isEqualTo(PLANTED);
        assertThat(loading.warnings(config))
                .isEqualTo("headrace.conf:2: connectors.github.token: a secret stands in the file;"
                        + " give it as ${?NAME} or { file = PATH }.");
    }

    @Test
    void aSecretWhoseVariableIsNotSetIsLeftOutWithAWarning() {
        Loading loading = new Loading(directory);
        RunConfig config = loading.github("token = ${?TOKEN}");

        assertThat(config.connectors().get("github").config().has("token")).isFalse();
        assertThat(loading.warnings(config))
                .isEqualTo("headrace.conf:2: connectors.github.token: is left out:"
                        + " the environment variable TOKEN is not set.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    token { file = nowhere }   | token.file: cannot read nowhere: there is no such file.
                    token { file = folder }    | token.file: folder is a directory.
                    token { file = large }     | token.file: large is larger than 64 KiB and can be no secret.
                    token { file = binary }    | token.file: cannot read binary: it is not UTF-8 text.
                    token { file = empty }     | token.file: empty is empty.
                    token { file = [a] }       | token.file: the path of a file is expected, this is a list.
                    token { fiel = a }         | token: a secret is given as ${?NAME} or { file = PATH }; this object has the keys fiel.
                    token {}                   | token: a secret is given as ${?NAME} or { file = PATH }; this object has no key.
                    token = [a]                | token: a secret is expected, as ${?NAME} or { file = PATH }, this is a list.
                    token = ""                 | token: the secret is empty.
                    token = ${?BLANK}          | token: the value of the environment variable BLANK is empty.
                    """)
    void aSecretThatCannotBeReadIsNamed(String option, String expected) throws Exception {
        Files.createDirectories(directory.resolve("folder"));
        Files.write(directory.resolve("binary"), new byte[] {(byte) 0xC3, (byte) 0x28});
        String problems = new Loading(directory)
                .file("empty", "\n")
                .file("large", "x".repeat(64 * 1024 + 1))
                .environment("BLANK", " ")
                .githubProblems(option);

        assertThat(problems).isEqualTo("headrace.conf:2: connectors.github." + expected);
    }

    /** Every way in which a load can fail with a secret nearby; the secret is {@code @} here. */
    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "token = ${?TOKEN}, page-size = many",
                "token = ${?TOKEN}, page-size = ${?TOKEN}",
                "token = ${?TOKEN}, since = ${?TOKEN}, base-url = ${?TOKEN}, state = ${?TOKEN}, archived = ${?TOKEN}",
                "token = ${?TOKEN}, headers = ${?TOKEN}, cache = ${?TOKEN}, cache = \"x\"${?TOKEN}",
                "token = ${?TOKEN}, repositories = ${?TOKEN}",
                "token = ${?TOKEN}, base-url = \"http://user:@@host/\"",
                "token = ${?TOKEN}, connector = ${?TOKEN}",
                "connector = ${?TOKEN}",
                "token = \"@\", page-size = ${connectors.github.token}",
                "token = \"@\", connector = ${connectors.github.token}",
                "token = \"@\", label = [${connectors.github.token}]",
                "tokne = \"@\"",
                "token = [\"@\"]",
                "token { value = \"@\" }",
                "token { file = [\"@\"] }",
                "token = \"@\", token = \"other\"",
                "token = \"@",
                "token = \"\"\"@",
                "token = @&x",
                "token = \"@\" = x",
                "token \"@\"",
                "token \"@\" 5",
                "token = \"@\" }",
                "token = { \"@\"",
                "token = [ \"@\"",
                "token = [ \"@\" = ]",
                "token = \"\\u@\"",
                "token = \"\\@\"",
                "token = $@",
                "token = ${@",
                "token = ${x @}",
                "token = \"@\"${missing}",
                "token = \"@\"${connectors.github.label}, label = \"@\"${connectors.github.token}",
                "include \"@\" @",
                "token = \"@\" { a = 1 }",
                "token = [ \"@\" ] { a = 1 }",
                "token.\"@\" x",
                "token = @ \"",
                "token : @ , = 5",
            })
    void aSecretIsInNoFailure(String options) {
        Loading loading = new Loading(directory).environment("TOKEN", PLANTED);
        Throwable failure = catchThrowable(() -> loading.github(options.replace("@", PLANTED)));

        assertThat(failure).isInstanceOf(ConfigException.class);
        StringWriter everything = new StringWriter();
        failure.printStackTrace(new PrintWriter(everything));
        assertThat(everything.toString()).doesNotContain(PLANTED, PLANTED.substring(0, 7));
        assertThat(failure).hasNoCause();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://user:p4ss@host/",
                "https://p4ss@host/",
                "http://user:p4@ss@host/",
                "user:p4ss@host",
                "ftp://user:p4ss@host/",
                "http://user:p4ss@host:x y/",
                "//user:p4ss@host/",
            })
    void aPasswordInAUriIsNotShown(String uri) {
        assertThat(new Loading(directory).githubProblems("base-url = \"" + uri + "\""))
                .startsWith("headrace.conf:2: connectors.github.base-url: ")
                .doesNotContain("p4");
    }

    @Test
    void aSecretIsInNoTextOfALoadedConfiguration() throws Exception {
        RunConfig config = new Loading(directory).environment("TOKEN", PLANTED).github("""
                        token = ${?TOKEN}
                        label = "copy of "${?TOKEN}
                        headers { X-Api-Key = ${?TOKEN}, X-Copy = "pl4nted-s3cret" }
                        """);

        ConnectorConfig github = config.connectors().get("github").config();
        String all = String.join(
                "\n",
                config.toString(),
                config.effective(),
                config.connectors().toString(),
                github.toString(),
                github.secret("token").toString(),
                config.warnings().toString(),
                config.output().toString());
        assertThat(all).doesNotContain(PLANTED);
        assertThat(config.effective()).contains("token = \"******\"", "label = ${TOKEN}", "headers = ${TOKEN}");
        assertThat(Files.readString(directory.resolve(Loading.FILE), StandardCharsets.UTF_8))
                .as("the copy stands in the file")
                .contains(PLANTED);
    }

    @Test
    void secretsCanBeHiddenInTheTextsOfOthers() {
        RunConfig config = new Loading(directory).environment("TOKEN", PLANTED).load("""
                        connectors {
                          github { repositories = [], token = ${?TOKEN} }
                          strict { base-url = "http://x/", api-key = abc }
                        }
                        """);

        assertThat(config.redaction().hide("<error>" + PLANTED + " is no token, " + PLANTED + "! abc</error>"))
                .as("a secret of three letters would hide too much")
                .isEqualTo("<error>****** is no token, ******! abc</error>");
    }

    private static String token(RunConfig config) {
        return config.connectors().get("github").config().secret("token").reveal();
    }
}
