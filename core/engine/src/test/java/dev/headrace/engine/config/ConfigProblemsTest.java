package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConfigProblemsTest {
    @TempDir
    private Path directory;

    @Test
    void aFileWithTenMistakesTellsThemAllAtOnce() {
        String problems = new Loading(directory).problems("""
                        output { type = jsonl, directory = out, compress = true }
                        engine {
                          in-flight = lots
                          stuck-after = 20
                        }
                        limits {
                          github { permits = 5000 }
                        }
                        connectors {
                          github {
                            repositories = [apache/maven]
                            pageSize = 50
                            state = opened
                            archived = yes
                            http { max-body = 16 }
                          }
                          githbu-internal { connector = githbu }
                          strict {
                            base-url = "api.example.com"
                            api-key = ${?STRICT_API_KEY}
                          }
                        }
                        """);

        assertThat(problems).isEqualTo("""
                        headrace.conf:1: output.compress: is not an option here.
                        headrace.conf:3: engine.in-flight: a whole number is expected, 'lots' is a text.
                        headrace.conf:4: engine.stuck-after: '20' has no unit; write for example 20s, 20ms or 20m.
                        headrace.conf:7: limits.github: permits and per belong together, for example permits = 5000, per = 1h.
                        headrace.conf:12: connectors.github.pageSize: is not an option here. Did you mean 'page-size'?
                        headrace.conf:13: connectors.github.state: 'opened' is not one of all, open, closed. Did you mean 'open'?
                        headrace.conf:14: connectors.github.archived: true or false is expected, this is 'yes'.
                        headrace.conf:15: connectors.github.http.max-body: '16' has no unit; write for example 16MiB, 16KiB or 16B.
                        headrace.conf:17: connectors.githbu-internal.connector: there is no connector 'githbu'. Did you mean 'github'?
                        headrace.conf:19: connectors.strict.base-url: 'api.example.com' is not an absolute http or https URI; write for example https://api.example.com/.
                        headrace.conf:20: connectors.strict.api-key: is missing: the environment variable STRICT_API_KEY is not set. Key of the account.""".stripIndent());
    }

    @Test
    void whatMayBlockNeedsAReason() {
        assertThat(
                        new Loading(directory)
                                .problems(
                                        "engine.may-block = [\"org.acme.Cache.load\"]\nconnectors.github { repositories = [a/b] }"))
                .isEqualTo(
                        "headrace.conf:1: engine.may-block: 'org.acme.Cache.load' gives no reason: write PATTERN: REASON, as in"
                                + " org.acme.Cache.load: reads 1 KB at the start.");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    page-size = 1.9            | page-size: '1.9' is not a whole number.
                    page-size = 1e1            | page-size: '1e1' is not a whole number.
                    page-size = "50"           | page-size: a whole number is expected, '50' is a text.
                    page-size = true           | page-size: a whole number is expected, 'true' is true or false.
                    page-size = 0              | page-size: '0' is not between 1 and 100.
                    page-size = 101            | page-size: '101' is not between 1 and 100.
                    page-size = 99999999999999 | page-size: '99999999999999' is not between 1 and 100.
                    page-size = [50]           | page-size: a whole number is expected, this is a list.
                    state = shut               | state: 'shut' is not one of all, open, closed.
                    state = OPEN               | state: 'OPEN' is not one of all, open, closed. Did you mean 'open'?
                    label = [a]                | label: a text is expected, this is a list.
                    archived = on              | archived: true or false is expected, this is 'on'.
                    archived = "true"          | archived: true or false is expected, this is 'true'.
                    archived = 1               | archived: true or false is expected, this is '1'.
                    since = 30                 | since: '30' has no unit; write for example 30s, 30ms or 30m.
                    since = "30"               | since: '30' has no unit; write for example 30s, 30ms or 30m.
                    since = 1.5h               | since: '1.5h' is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m.
                    since = 30 fortnights      | since: '30 fortnights' is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m.
                    since = -5s                | since: '-5s' is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m.
                    since = [1s]               | since: a list is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m.
                    cache.size = 5 apples      | cache.size: '5 apples' is not a size; write a whole number with B, kB, KiB, MB, MiB, GB or GiB.
                    cache = 5                  | cache: an object in braces is expected, this is a number.
                    cache.seize = 5MiB         | cache.seize: is not an option here. Did you mean 'size'?
                    headers = 5                | headers: an object of texts is expected, this is a number.
                    headers { a { b = 1 } }    | headers.a: a text is expected, this is an object.
                    label = x, label = y       | label: is given twice; the value on line 2 would be ignored: remove one of them.
                    streams { a {} }           | streams.a.path: is missing. Path of the stream.
                    streams { a = b }          | streams.a: an object in braces is expected, this is a text.
                    base-url = "ftp://x/"      | base-url: 'ftp://x/' is not an absolute http or https URI; write for example https://api.example.com/.
                    base-url = "http://x y/"   | base-url: this is not a URI: illegal character in authority.
                    base-url = 5               | base-url: '5' is not an absolute http or https URI; write for example https://api.example.com/.
                    concurrency = 0            | concurrency: '0' is not between 1 and 10000.
                    http { atempts = 3 }       | http.atempts: is not an option here. Did you mean 'attempts'?
                    http { attempt-timeout = 0s } | http.attempt-timeout: must be more than zero.
                    http { max-body = 0B }     | http.max-body: must be more than zero.
                    every = 100ms              | every: must be 1s or more.
                    every = 15                 | every: '15' has no unit; write for example 15s, 15ms or 15m.
                    every = 15m, cron = "0 3 * * *" | cron: 'every' is given too; keep one of them.
                    time-zone = Berlin         | time-zone: 'Berlin' is not a time zone; write for example UTC or Europe/Berlin.
                    connector = [github]       | connector: a text is expected, this is a list.
                    """)
    void aWrongOptionIsNamedWithPathLineAndAdvice(String option, String expected) {
        String problems = new Loading(directory).githubProblems(option);

        assertThat(problems).isEqualTo("headrace.conf:2: connectors.github." + expected);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
                    conectors {}                        | conectors: is not an option here. Did you mean 'connectors'?
                    state = [a]                         | state: a text is expected, this is a list.
                    engine = fast                       | engine: an object in braces is expected, this is a text.
                    engine { stuck-after = 0s }         | engine.stuck-after: must be more than zero.
                    output { type = jsnol }             | output.type: there is no sink 'jsnol'. Did you mean 'jsonl'?
                    output { type = mainframe }         | output.type: there is no sink 'mainframe'. Known are jsonl.
                    limits = 5                          | limits: an object in braces is expected, this is a number.
                    limits { GitHub { concurrency = 1 } } | limits.GitHub: limit name 'GitHub' must be lower-case letters, digits, '.' and '-'.
                    limits { a {} }                     | limits.a: has no rule; give permits and per, or windows, spacing or concurrency.
                    limits { a { permits = 0, per = 1s } } | limits.a.permits: '0' is not between 1 and 2147483647.
                    limits { a { permits = 1, per = 0s } } | limits.a.per: must be more than zero.
                    limits { a { spacing = 0s } }       | limits.a.spacing: must be more than zero.
                    limits { a { concurrency = 1, endpoints = [search] } } | limits.a.endpoints: endpoint 'search' must be a path such as /search/*, or a method and a path such as GET /search/*.
                    limits { a { windows = 5 } }        | limits.a.windows: a list is expected, for example [{ permits = 5000, per = 1h }], this is a number.
                    limits { a { windows = [5] } }      | limits.a.windows[0]: an object in braces is expected, this is a number.
                    limits { a { windows = [{}] } }     | limits.a.windows[0]: is empty; give permits and per, for example permits = 5000, per = 1h.
                    limits { a { windows = [{ permits = 1, pr = 1s }] } } | limits.a.windows[0].pr: is not an option here. Did you mean 'per'?
                    limits { a { windows = [{ per = 1s }] } } | limits.a.windows[0]: permits and per belong together, for example permits = 5000, per = 1h.
                    serve = hourly                      | serve: an object in braces is expected, this is a text.
                    serve { every = 0s }                | serve.every: must be 1s or more.
                    serve { every = 1h, cron = "0 3 * * *" } | serve.cron: 'every' is given too; keep one of them.
                    serve { evry = 1h }                 | serve.evry: is not an option here. Did you mean 'every'?
                    plugins = nowhere                   | plugins: 'nowhere' is not a directory; make it, or leave the option out.
                    connectors.Git_Hub { connector = github, repositories = [] } | connectors.Git_Hub: the name of an instance is lower-case letters, digits and '-'.
                    connectors.gitlab {}                | connectors.gitlab: there is no connector 'gitlab'. Known are github, strict.
                    connectors.githab {}                | connectors.githab: there is no connector 'githab'. Did you mean 'github'?
                    connectors.github.repositories = a  | connectors.github.repositories: a list of texts is expected, this is a text.
                    connectors.github.repositories = [a, [b]] | connectors.github.repositories[1]: a text is expected, this is a list.
                    connectors.github = true            | connectors.github: an object in braces is expected, this is true or false.
                    """)
    void aWrongSectionIsNamedWithPathLineAndAdvice(String line, String expected) {
        String problems = new Loading(directory).problems(line);

        assertThat(problems.lines()).contains("headrace.conf:1: " + expected);
    }

    @Test
    void aFileWithoutConnectorIsAProblem() {
        assertThat(new Loading(directory).problems("state = x"))
                .isEqualTo("headrace.conf: connectors: there is no connector to run; name one, for example"
                        + " connectors { hackernews {} }.");
    }

    @Test
    void aConnectorThatCannotBeUsedSaysWhy() {
        String problems = new Loading(directory)
                .unusable("twice", "a.jar and b.jar both have a connector of this name.")
                .problems("connectors { twice {} }");

        assertThat(problems)
                .isEqualTo("headrace.conf:1: connectors.twice: the connector 'twice' cannot be used:"
                        + " a.jar and b.jar both have a connector of this name.");
    }

    @Test
    void aConnectorCannotClaimAnOptionOfTheEngine() {
        String problems = new Loading(directory)
                .connector("greedy", ConfigSpec.empty().optional("http", ConfigSpec.Type.STRING, "Mine"))
                .problems("connectors { greedy {} }");

        assertThat(problems)
                .isEqualTo("headrace.conf:1: connectors.greedy: the connector 'greedy' declares the option 'http',"
                        + " which belongs to the engine; it needs a corrected version of the connector.");
    }

    @Test
    void aRequiredOptionInASectionIsOnlyMissedWhereTheSectionIsGiven() {
        Loading loading = new Loading(directory).environment("KEY", "s3cret");
        String strict = "connectors { strict { base-url = \"http://x/\", api-key = ${?KEY}\n %s } }";

        ConnectorConfig config =
                loading.load(strict.formatted("")).connectors().get("strict").config();
        assertThat(config.has("login")).isFalse();
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.section("login"))
                .withMessage(
                        "option 'connectors.strict.login' was not given and has no default; ask has(\"login\") first");
        assertThat(loading.problems(strict.formatted("login {}")))
                .isEqualTo("headrace.conf:2: connectors.strict.login.user: is missing. Who logs in.");
    }

    @Test
    void aValueFromTheEnvironmentMayBeANumberAndIsNeverShown() {
        Loading loading = new Loading(directory).environment("SIZE", "70").environment("WRONG", "s3cret-of-env");

        RunConfig config = loading.github("page-size = ${?SIZE}");
        assertThat(config.connectors().get("github").config().integer("page-size"))
                .isEqualTo(70);
        assertThat(loading.githubProblems("""
                        page-size = ${?WRONG}
                        archived = ${?WRONG}
                        since = ${?WRONG}
                        base-url = ${?WRONG}
                        state = ${?WRONG}
                        cache.size = "1"${?WRONG}
                        """)).isEqualTo("""
                        headrace.conf:2: connectors.github.page-size: the value of the environment variable WRONG is not a whole number.
                        headrace.conf:3: connectors.github.archived: true or false is expected, this is the value of the environment variable WRONG.
                        headrace.conf:4: connectors.github.since: the value of the environment variable WRONG is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m.
                        headrace.conf:5: connectors.github.base-url: the value of the environment variable WRONG is not an absolute http or https URI; write for example https://api.example.com/.
                        headrace.conf:6: connectors.github.state: the value of the environment variable WRONG is not one of all, open, closed.
                        headrace.conf:7: connectors.github.cache.size: the value of the environment variable WRONG is not a size; write a whole number with B, kB, KiB, MB, MiB, GB or GiB.""".stripIndent());
    }

    @Test
    void everySubstitutionThatNothingAnswersIsReported() {
        String problems = new Loading(directory).githubProblems("""
                        label = ${LABEL}
                        base-url = "http://"${HOST}":"${PORT}"/"
                        cache = ${defaults.cache} { path = x }
                        headers { X-One = ${ONE} }
                        """);

        assertThat(problems).isEqualTo("""
                        headrace.conf:2: connectors.github.label: refers to ${LABEL}, which is neither in the file nor an environment variable.
                        headrace.conf:3: connectors.github.base-url: refers to ${HOST}, ${PORT}, which is neither in the file nor an environment variable.
                        headrace.conf:4: connectors.github.cache: refers to ${defaults.cache}, which is neither in the file nor an environment variable.
                        headrace.conf:5: connectors.github.headers.X-One: refers to ${ONE}, which is neither in the file nor an environment variable.""".stripIndent());
    }

    @Test
    void aRequiredOptionThatRefersToNothingIsReportedOnce() {
        assertThat(new Loading(directory)
                        .problems("connectors { strict { base-url = \"http://x/\", api-key = ${API_KEY} } }"))
                .isEqualTo("headrace.conf:1: connectors.strict.api-key: refers to ${API_KEY},"
                        + " which is neither in the file nor an environment variable.");
    }

    @Test
    void aSubstitutionInACircleIsReported() {
        assertThat(new Loading(directory).problems("defaults { a = ${defaults.b}\n b = ${defaults.a} }"))
                .matches("headrace.conf:[12]: a substitution refers to itself in a circle\\.");
    }

    @Test
    void aConnectorCanAddProblemsWithTheirPlace() {
        ConnectorConfig config = new Loading(directory)
                .github("\npage-size = 7")
                .connectors()
                .get("github")
                .config();

        ConfigException failure = new ConfigException(config.problem("page-size", "must be even."));
        assertThat(failure).hasMessageEndingWith("headrace.conf:3: connectors.github.page-size: must be even.");
        assertThat(config.problem("since", "is needed.").toString())
                .endsWith("headrace.conf:1: connectors.github.since: is needed.");
    }

    @Test
    void aConnectorThatAsksForWhatItDidNotDeclareIsTold() {
        ConnectorConfig config =
                new Loading(directory).github("").connectors().get("github").config();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.string("labell"))
                .withMessage("option 'labell' is not in the specification of connectors.github. Did you mean 'label'?");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.string("page-size"))
                .withMessage("option 'page-size' is declared as INTEGER and was asked for as STRING");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> config.string("label"))
                .withMessage(
                        "option 'connectors.github.label' was not given and has no default; ask has(\"label\") first");
    }
}
