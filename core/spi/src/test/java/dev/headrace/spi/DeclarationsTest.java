package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a provider declares: limits, options, its name, its secrets. */
class DeclarationsTest {
    @Test
    void aLimitReadsAsAPersonWouldWriteIt() {
        Limit limit = Limit.named("github")
                .window(5000, Duration.ofHours(1))
                .concurrency(100)
                .spacing(Duration.ofMillis(1500));

        assertThat(limit).hasToString("github: 5000 per 1h, 1 each 1s500ms, 100 at once");
        assertThat(Limit.named("x")).hasToString("x: no rule");
    }

    @Test
    void aLimitSaysWhatItCountsAndWhere() {
        Limit limit = Limit.named("raw")
                .window(100, Duration.ofMinutes(1))
                .unit(Limit.Unit.BYTES)
                .perCredential()
                .endpoint("GET /raw/*")
                .endpoint("/files/**");

        assertThat(limit).hasToString("raw: 100 bytes per 1m, for each credential, on GET /raw/* and /files/**");
        assertThat(limit.covers("GET", "/raw/1")).isTrue();
        assertThat(limit.covers("POST", "/raw/1")).isFalse();
        assertThat(limit.covers("PUT", "/files/a/b")).isTrue();
        assertThat(limit.renamed("other").covers("GET", "/x")).isFalse();
        assertThat(Limit.named("all").covers("GET", "/x")).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "/a/{id}/b, GET, /a/1/b, true",
        "/a/{id}/b, GET, /a/1/c, false",
        "/a/{id}/b, GET, /a/1, false",
        "get /a, GET, /a/, true",
        "GET /a/**, GET, /a, true",
        "GET /a/**, GET, /ab, false",
        "/**, DELETE, /, true",
        "/, GET, /, true",
        "/*, GET, /, false"
    })
    void aClassOfEndpointsCoversWhatHasItsForm(String endpoint, String method, String path, boolean covered) {
        assertThat(EndpointClass.of(endpoint).covers(method, path)).isEqualTo(covered);
    }

    @Test
    void theNarrowerOfTwoClassesSaysMore() {
        List<String> broadFirst = List.of("/**", "GET /**", "/a/*", "GET /a/{id}", "/a/b", "GET /a/b");
        assertThat(broadFirst)
                .extracting(text -> EndpointClass.of(text).specificity())
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void aClassOfEndpointsIsAPathOrAMethodAndAPath() {
        for (String wrong : List.of("a", "GET", "GET  /a b", "GET /a/**/b", "G-T /a")) {
            assertThatIllegalArgumentException()
                    .isThrownBy(() -> EndpointClass.of(wrong))
                    .withMessageContaining(wrong);
        }
    }

    @Test
    void aLimitRefusesWhatCannotBe() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.named("Git Hub"))
                .withMessageContaining("Git Hub");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.named("a").window(0, Duration.ofSeconds(1)))
                .withMessageContaining("was 0");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Limit.named("a").spacing(Duration.ZERO))
                .withMessageContaining("at least 1 ms");
        assertThatIllegalArgumentException().isThrownBy(() -> Limit.named("a").concurrency(0));
    }

    @Test
    void anOptionIsDeclaredOnceAndInLowerCase() {
        ConfigSpec spec = ConfigSpec.empty().baseUrl("https://h").choice("mode", List.of("fast", "safe"), "How");

        assertThat(spec.options()).extracting(ConfigSpec.Option::key).containsExactly("base-url", "mode");
        assertThat(spec.option("mode"))
                .hasValueSatisfying(mode -> assertThat(mode.defaultValue()).isEqualTo("fast"));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.secret("mode", ""))
                .withMessageContaining("twice");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.secret("apiKey", ""))
                .withMessageContaining("apiKey");
    }

    @Test
    void aDefaultHasTheTypeOfItsOption() {
        ConfigSpec spec = ConfigSpec.empty();

        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.optional("since", ConfigSpec.Type.DURATION, "30s", "How far back"))
                .withMessage("default of option 'since' must be a Duration, is a String");
        assertThatIllegalArgumentException()
                .isThrownBy(() -> spec.optional("token", ConfigSpec.Type.SECRET, Secret.of("x"), "A token"))
                .withMessage("an option of type SECRET has no default");
        assertThat(spec.optional("since", ConfigSpec.Type.DURATION, Duration.ofDays(1), "How far back")
                        .options())
                .hasSize(1);
    }

    @Test
    void aNameOfAConnectorIsLowerCase() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> ConnectorInfo.of("GitHub", "1", ""))
                .withMessageContaining("GitHub");
        assertThat(ConnectorInfo.of("github", "1", "d").stream("issues", "i").stream("a", "b")
                        .streams())
                .containsOnlyKeys("issues", "a");
    }

    @Test
    void aSecretNeverPrintsItself() {
        Secret secret = Secret.of("hunter2");

        assertThat(List.of(
                        secret.toString(),
                        Auth.bearer(secret).toString(),
                        Auth.basic("u", secret).toString()))
                .noneMatch(text -> text.contains("hunter2"));
        assertThat(secret.reveal()).isEqualTo("hunter2");
    }

    @Test
    void aConfigurationErrorTellsAllItsProblems() {
        ConfigException failure = new ConfigException(List.of(
                new ConfigProblem("connectors.a.b", "x.conf:3", "must be a number"),
                new ConfigProblem("connectors.c", "", "is unknown")));

        assertThat(failure)
                .hasMessage("x.conf:3: connectors.a.b: must be a number" + System.lineSeparator()
                        + "connectors.c: is unknown");
        assertThat(failure.problems()).hasSize(2);
    }
}
