package dev.headrace.detector.scan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.detector.scan.corpus.Bad;
import dev.headrace.detector.scan.corpus.Expect;
import dev.headrace.detector.scan.corpus.Good;
import dev.headrace.detector.scan.corpus.Libraries;
import dev.headrace.spi.ConnectorProvider;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every bad connector is found, and no good one. */
class CorpusTest {
    static List<Class<?>> bad() {
        return providers()
                .filter(type -> type.isAnnotationPresent(Expect.class))
                .toList();
    }

    static List<Class<?>> good() {
        return providers()
                .filter(type -> !type.isAnnotationPresent(Expect.class))
                .toList();
    }

    private static Stream<Class<?>> providers() {
        return Stream.of(Bad.class, Good.class, Libraries.class)
                .flatMap(corpus -> Arrays.stream(corpus.getDeclaredClasses()))
                .filter(ConnectorProvider.class::isAssignableFrom)
                .filter(type -> Modifier.isPublic(type.getModifiers()));
    }

    @Test
    void theCorpusIsNotEmpty() {
        assertThat(bad()).hasSizeGreaterThan(30);
        assertThat(good()).hasSizeGreaterThan(15);
    }

    @ParameterizedTest
    @MethodSource("bad")
    void aBadConnectorIsFoundForWhatItDoes(Class<?> provider) {
        Expect expected = provider.getAnnotation(Expect.class);

        ScanReport report = BlockingScan.of(provider).run();

        assertThat(report.findings()).as(String.join("\n", report.lines(true))).anySatisfy(finding -> {
            assertThat(finding.rule()).isEqualTo(expected.rule());
            assertThat(finding.forbidden().shortName()).isEqualTo(expected.of());
        });
        assertThat(report.isClean()).isFalse();
    }

    @ParameterizedTest
    @MethodSource("good")
    void aGoodConnectorIsNotFound(Class<?> provider) {
        ScanReport report = BlockingScan.of(provider).run();

        assertThat(report.isClean()).as(String.join("\n", report.lines(true))).isTrue();
    }
}
