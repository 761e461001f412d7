package dev.headrace.runner.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.wiring.CommandFactory;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The commands that collect nothing, in this process. */
class CommandsTest {
    @TempDir
    private Path directory;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int execute(String... arguments) {
        return HeadraceCommand.commandLine(new CommandFactory())
                .setOut(new PrintWriter(out, true))
                .setErr(new PrintWriter(err, true))
                .execute(arguments);
    }

    private String configuration(String text) {
        try {
            return Files.writeString(directory.resolve("test.conf"), text).toString();
        } catch (IOException failure) {
            throw new java.io.UncheckedIOException(failure);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"--help", "help", ""})
    void theHelpShowsCommandsAndExitCodes(String asked) {
        assertThat(asked.isEmpty() ? execute() : execute(asked)).isZero();
        assertThat(out.toString())
                .startsWith("Collects data from many upstream HTTP APIs; none of them can stop the others.")
                .contains("Usage: headrace [-hV] COMMAND")
                .containsSubsequence(
                        "  run ",
                        "  retry ",
                        "  serve ",
                        "  validate ",
                        "  connectors ",
                        "  describe ",
                        "  probe ",
                        "  state ",
                        "  plan ",
                        "  budgets ",
                        "  runs ",
                        "  report ",
                        "  check ",
                        "  demo ",
                        "  init ",
                        "  new-connector ",
                        "  completion ",
                        "  help ")
                .contains("Exit codes:", "  0  everything was collected", "  3  some items failed")
                .endsWith("headrace demo" + System.lineSeparator());
        assertThat(out.toString().lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "run | Collect what is new, or go on with a run that was interrupted. | Usage: headrace run [-hV]",
                "retry | Do again only what failed, and what an interrupted run left. | Usage: headrace retry [-hV]",
                "serve | Keep running, and collect each connector when it is due. | Usage: headrace serve [-hV] [--listen=ADDRESS] [--port=PORT] [CONFIG]",
                "validate | Check a configuration without collecting anything. | Usage: headrace validate [-hV] [--show] [CONFIG]",
                "connectors | List the connectors that can be used, and those that are broken. | Usage: headrace connectors [-hV] [--markdown] [--plugins=DIR]",
                "describe | Show the options, limits and streams of a connector. | Usage: headrace describe [-hV] [--markdown] [--plugins=DIR] NAME",
                "probe | Look at an address, and propose a configuration for it. | Usage: headrace probe [-hV] [--token-env=NAME] URL",
                "state | Show or forget what was collected so far. | Usage: headrace state [-hV] (show | reset)",
                "plan | Tell what a run would need: requests, time, quota, and what bounds it. | Usage: headrace plan [-hV] [--json] [--probe] [--streams] [CONFIG]",
                "budgets | Show each limit: its rules, what is left of it now, who shares it. | Usage: headrace budgets [-hV] [--json] [CONFIG]",
                "runs | List past runs: when, how long, how they ended, what bounded them. | Usage: headrace runs [-hV] [--json] [--newest=N] [CONFIG]",
                "report | Write the report of a run again: a page, its data, a trace. | Usage: headrace report [-hV] [--html=FILE] [--json=FILE] [--trace=FILE]",
                "check | Find in class files what blocks, without running anything. | Usage: headrace check [-hV] [--strict] [--verbose]",
                "demo | Collect from twelve local upstreams at once: no network, no account. | Usage: headrace demo [-hV]",
                "init | Write a commented configuration for chosen connectors. | Usage: headrace init [-hV] [--force] [--output=FILE] [--plugins=DIR]",
                "new-connector | Write a repository for a connector of your own, which builds and passes. | Usage: headrace new-connector [-hV] [--directory=DIR]",
                "completion | Print a script that lets a shell complete commands and options. | Usage: headrace completion [-hV] SHELL",
            })
    void everyCommandExplainsItself(String command, String header, String usage) {
        assertThat(execute(command, "--help")).isZero();
        assertThat(out.toString()).startsWith(header).contains(usage).doesNotContain("--pages", "--latency-ms");
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void theVersionIsToldOnRequest() {
        assertThat(execute("--version")).isZero();
        assertThat(out.toString().strip()).isEqualTo("headrace 0.1.0");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rum | Unmatched argument at index 0: 'rum'",
                "run --fast | Unknown option: '--fast'",
                "run --ui 66000 | '66000' is no port for '--ui'",
                "run --ui /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "run --plain --json | --plain, --json are mutually exclusive",
                "demo --quiet --plain | --plain, --quiet are mutually exclusive",
                "describe | Missing required parameter: 'NAME'",
                "describe rst | There is no connector 'rst'. Did you mean 'rest'? There are: couchdb, crossref, demo-graphql, ",
                "run /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "validate /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "serve /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "serve --metrics=many | Invalid value for option '--metrics'",
                "plan /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "budgets /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "runs /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "report /nowhere/x.conf | There is no configuration '/nowhere/x.conf'.",
                "state reset /nowhere/x.conf | Missing required option: '--yes'",
                "state | Missing required subcommand",
                "demo --pages=many | Invalid value for option '--pages'",
                "connectors --plugins=/nowhere | There is no directory of plugins '/nowhere'.",
            })
    void wrongUsageIsToldAndEndsWithTwo(String arguments, String message) {
        assertThat(execute(arguments.split(" ", -1))).as(err.toString()).isEqualTo(2);
        assertThat(err.toString()).contains(message);
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void theConnectorsAreListed() {
        assertThat(execute("connectors")).isZero();
        assertThat(out.toString())
                .containsSubsequence(
                        "NAME", "VERSION", "DESCRIPTION", "demo-graphql", "github", "hackernews", "rest  ", "1.0.0")
                .doesNotContain("These cannot be used");
    }

    @Test
    void aConnectorIsDescribedWithItsOptionsAndLimits() {
        assertThat(execute("describe", "github")).isZero();
        assertThat(out.toString())
                .startsWith("github 1.0.0: Issues, releases and comments of GitHub repositories")
                .contains("  issues: One issue or pull request as it is now")
                .contains("docs.github.com, rate limits for the REST API")
                .containsPattern("repositories +string list +\\(required\\) +What to collect, each as OWNER/NAME")
                .containsPattern("page-size +integer 1\\.\\.100 +100 +Records asked for at once");
    }

    @Test
    void nestedOptionsAreDescribedByTheirWholeKeys() {
        assertThat(execute("describe", "rest")).isZero();
        assertThat(out.toString())
                .containsPattern("streams\\.NAME\\.pagination\\.type +link\\|next-url\\|")
                .containsPattern("auth\\.client-secret +secret")
                .containsPattern("limit\\.permits +integer");
    }

    @Test
    void aGoodConfigurationIsFine() {
        String file = configuration("connectors.hackernews { list = new }\n");
        assertThat(execute("validate", file)).as(err.toString()).isZero();
        assertThat(out.toString().strip()).isEqualTo(file + " is fine: hackernews");
    }

    @Test
    void aLimitThatNobodyIsUnderIsWorthANote() {
        String file = configuration("connectors.hackernews {}\nlimits.hackernewz { permits = 2, per = 1s }\n");
        assertThat(execute("validate", file)).isZero();
        assertThat(err.toString())
                .isEqualToIgnoringNewLines(
                        "Note: " + file + ":2: limits.hackernewz: no connector of this run is under this"
                                + " limit. Did you mean 'hackernews'?");
    }

    @Test
    void everythingInForceIsShownWithoutSecrets() {
        String file = configuration("connectors.github { repositories = [a/b], token = planted-token }\n");
        assertThat(execute("validate", "--show", file)).isZero();
        assertThat(out.toString()).contains("page-size = 100").doesNotContain("planted-token");
    }

    @Test
    void everyProblemOfAConfigurationIsToldWithFileAndLine() {
        String file = configuration("""
                connectors {
                  hackernews { lst = new }
                  github { repositories = [a/b], page-size = 1000 }
                  api { connector = rset }
                }
                """);
        assertThat(execute("validate", file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("The configuration has 3 problems:")
                .contains(file + ":2: connectors.hackernews.lst: ")
                .contains("Did you mean 'list'?")
                .contains(file + ":3: connectors.github.page-size: ")
                .contains(file + ":4: connectors.api.connector: ")
                .contains("Did you mean 'rest'?");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void whatTheConnectorsFindWrongIsToldToo() {
        String file = configuration("connectors.github {\n repositories = [nobody]\n}\n");
        assertThat(execute("validate", file)).isEqualTo(2);
        assertThat(err.toString())
                .startsWith("The configuration has a problem:")
                .contains(file + ":2: connectors.github.repositories: 'nobody' is not of the form OWNER/NAME");
    }

    @Test
    void theLimitsAreShownBeforeAnythingWasSent() {
        String file =
                configuration("connectors.github { repositories = [a/b] }, limits.github { permits = 70, per = 1h }\n");
        assertThat(execute("budgets", file)).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("github +70 per 1h +70 +now +github")
                .containsPattern("http +64 at once +github")
                .contains("configured, " + file + ":1: github");
        assertThat(directory.resolve("headrace-state.db")).doesNotExist();
    }

    @Test
    void aFirstRunIsPlannedByItsRateAlone() {
        String file =
                configuration("connectors.github { repositories = [a/b] }, limits.github { permits = 70, per = 1h }\n");
        assertThat(execute("plan", file)).as(err.toString()).isZero();
        assertThat(out.toString())
                .containsPattern("github +\\d+ or more +not known +never collected")
                .contains("Each 1,000 requests of `github` take at least 14 h 17 min, under limit `github`.");
        assertThat(directory.resolve("headrace-state.db")).doesNotExist();
    }

    @Test
    void whereNothingHasRunThereIsNothingToLookAt() {
        String file = configuration("connectors.hackernews {}\n");
        assertThat(execute("runs", file)).isZero();
        assertThat(out.toString()).startsWith("There is no run yet in " + directory);
        assertThat(execute("report", file)).isEqualTo(2);
        assertThat(err.toString()).contains("There is no run yet; 'headrace run' makes one.");
        assertThat(directory.resolve("headrace-state.db")).doesNotExist();
    }

    @Test
    void aSlipInTheSectionOfReportsIsToldWithWhatWasMeant() {
        String file = configuration("connectors.hackernews {}\nreport { directry = here, keep = 20000 }\n");
        assertThat(execute("validate", file)).isEqualTo(2);
        assertThat(err.toString())
                .contains(file + ":2: report.directry: ", "Did you mean 'directory'?")
                .contains(file + ":2: report.keep: ");
    }

    @Test
    void stateThatIsNotThereIsNoError() {
        String file = configuration("connectors.hackernews {}\n");
        assertThat(execute("state", "show", file)).isZero();
        assertThat(out.toString()).startsWith("Nothing was collected yet: there is no " + directory);
        assertThat(execute("state", "reset", "--yes", file)).isZero();
        assertThat(out.toString()).contains("There was nothing to forget.");
    }
}
