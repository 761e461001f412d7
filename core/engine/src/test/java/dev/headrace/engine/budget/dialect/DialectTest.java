package dev.headrace.engine.budget.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.engine.budget.Answer;
import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.spi.Limit;
import dev.headrace.spi.LimitHints;
import dev.headrace.spi.LimitHints.About;
import dev.headrace.spi.LimitHints.Reset;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The table answers.txt: what upstreams say, and what is understood. */
class DialectTest {
    private static final Instant NOON = Instant.parse("2025-06-01T12:00:00Z");

    /** One block of the table. */
    private record Row(String name, int status, List<String[]> fields, String body, LimitHints hints, String expected) {
        Answer read() {
            FieldLines lines = line -> fields.forEach(field -> line.accept(field[0], field[1]));
            return Dialect.of(hints).read(status, lines, () -> body, NOON);
        }
    }

    static List<Named<Row>> rows() throws IOException {
        try (InputStream in = DialectTest.class.getResourceAsStream("answers.txt")) {
            String table = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return Stream.of(table.split("\n\n"))
                    .map(block ->
                            block.lines().filter(line -> !line.startsWith("#")).toList())
                    .filter(lines -> !lines.isEmpty())
                    .map(DialectTest::row)
                    .map(row -> Named.of(row.name, row))
                    .toList();
        }
    }

    private static Row row(List<String> lines) {
        List<String[]> fields = new ArrayList<>();
        String body = "";
        LimitHints hints = LimitHints.usual();
        for (String line : lines.subList(2, lines.size() - 1)) {
            if (line.startsWith("{")) {
                body = line;
            } else if (line.startsWith("hints ")) {
                hints = hints(line.substring(6));
            } else {
                fields.add(line.split(": ", 2));
            }
        }
        String expected = lines.get(lines.size() - 1);
        assertThat(expected).startsWith("=> ");
        return new Row(lines.get(0), Integer.parseInt(lines.get(1)), fields, body, hints, expected.substring(3));
    }

    private static LimitHints hints(String name) {
        return switch (name) {
            case "stackExchange" -> LimitHints.stackExchange();
            case "shopifyGraphQl" -> LimitHints.shopifyGraphQl();
            case "gitHubGraphQl" -> LimitHints.gitHubGraphQl();
            case "fields" ->
                LimitHints.usual()
                        .field(About.REMAINING, "x-quota-left")
                        .field(About.RESET, "x-quota-back-at")
                        .field(About.WAIT, "X-Slow-Down");
            default -> LimitHints.usual().reset(Reset.valueOf(name));
        };
    }

    @ParameterizedTest
    @MethodSource("rows")
    void isUnderstood(Row row) {
        assertThat(text(row.read())).isEqualTo(row.expected);
    }

    @Test
    void theTableHasEveryFamily() throws IOException {
        assertThat(rows()).hasSizeGreaterThanOrEqualTo(100);
        assertThat(rows()).extracting(Named::getName).doesNotHaveDuplicates();
    }

    private static String text(Answer answer) {
        List<String> parts = new ArrayList<>();
        if (answer.hint() != null) {
            parts.add("wait " + seconds(answer.hint()));
        }
        for (Remaining quota : answer.quotas()) {
            String unit = quota.unit() == Limit.Unit.BYTES ? " bytes for " : " for ";
            parts.add((quota.policy() + " " + quota.requests() + unit + seconds(quota.resetIn())).strip()
                    + apart(quota.apart()));
        }
        for (Policy policy : answer.terms().policies()) {
            String unit = policy.unit() == Limit.Unit.BYTES ? " bytes in " : " in ";
            String window =
                    policy.window().permits() + unit + seconds(policy.window().length());
            parts.add(("window " + policy.name()).strip() + " " + window + apart(policy.apart()));
        }
        answer.terms().cost().ifPresent(cost -> parts.add("cost " + cost));
        answer.terms().atOnce().ifPresent(most -> parts.add(most + " at once"));
        if (!answer.terms().bucket().isEmpty()) {
            parts.add("bucket " + answer.terms().bucket());
        }
        return (answer.verdict() + " " + String.join(", ", parts)).strip();
    }

    private static String apart(boolean apart) {
        return apart ? " apart" : "";
    }

    private static String seconds(Duration span) {
        int nanos = span.toNanosPart();
        String fraction = nanos == 0 ? "" : nanos % 1_000_000 == 0 ? ".%03d" : nanos % 1000 == 0 ? ".%06d" : ".%09d";
        int shown = nanos % 1_000_000 == 0 ? nanos / 1_000_000 : nanos % 1000 == 0 ? nanos / 1000 : nanos;
        return span.toSeconds() + String.format(Locale.ROOT, fraction, shown) + "s";
    }
}
