package dev.headrace.engine.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.ConfigFactory;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ShownToPeopleTest {
    @TempDir
    private Path directory;

    @Test
    void theEffectiveConfigurationShowsEverythingInForce() {
        String effective = new Loading(directory)
                .environment("TOKEN", "s3cret-of-env")
                .environment("LABEL", "bug")
                .load("""
                        engine { carriers = 3 }
                        limits { github { permits = 10, per = 1m } }
                        connectors { github {
                          token = ${?TOKEN}, repositories = [a/b, "c d"], label = ${?LABEL}, headers { "X-A" = 1 }
                          streams { issues { path = /issues } }
                        } }
                        """)
                .effective();

        assertThat(effective).contains("\n  in-flight = 64  # default\n", "\n      attempt-timeout = 30s  # default\n");
        assertThat(withoutDefaults(effective)).isEqualTo("""
                        engine {
                          carriers = 3
                        }
                        report {
                        }
                        serve {
                        }
                        output {
                        }
                        limits {
                          # github: 10 per 1m
                        }
                        connectors {
                          github {
                            http {
                            }
                            token = "******"
                            repositories = ["a/b", "c d"]
                            label = ${LABEL}
                            headers = { "X-A" = "1" }
                            cache {
                            }
                            streams {
                              issues {
                                path = "/issues"
                              }
                            }
                          }
                        }
                        """);
        assertThat(ConfigFactory.parseString(effective).root())
                .as("it is HOCON")
                .hasSize(7);
    }

    @Test
    void aSpecificationIsATable() {
        assertThat(SpecDescription.rows(Loading.GITHUB))
                .extracting(row -> String.join(" | ", row.option(), row.value(), row.presence(), row.description()))
                .containsExactly(
                        "base-url | http or https URI | default \"https://api.github.com/\" | Where the upstream is",
                        "token | secret: ${?NAME} or { file = PATH } | optional | Personal access token",
                        "repositories | list of texts | required | Repositories to collect",
                        "page-size | whole number, 1 to 100 | default 50 | Issues a page",
                        "state | all | open | closed | default \"all\" | Which issues",
                        "since | duration, for example 30s | optional | How far back the first run goes",
                        "archived | true | false | default false | Also archived repositories",
                        "label | text | optional | Only issues with it",
                        "headers | object of texts | optional | Sent with every request",
                        "cache | section | optional | Answers that are kept",
                        "cache.size | size, for example 16MiB | default 1MiB | How much is kept",
                        "cache.path | text | optional | Where it is kept",
                        "streams | sections by name | optional | What is collected",
                        "streams.NAME.path | text | required | Path of the stream");
    }

    /** Options come and go; each of them is shown alike. */
    private static String withoutDefaults(String effective) {
        return effective.replaceAll("(?m)^.*# default\n", "");
    }
}
