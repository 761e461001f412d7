package dev.headrace.runner.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The text format of Prometheus, version 0.0.4, read to the letter: what it does not allow fails the test. */
final class Exposition {
    private static final String NAME = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private static final Pattern META = Pattern.compile("# (HELP|TYPE) (" + NAME + ") (.*)");
    private static final Pattern SAMPLE = Pattern.compile("(" + NAME + ")(?:\\{(.*)\\})? (\\S+)");
    private static final Pattern LABEL =
            Pattern.compile("([a-zA-Z_][a-zA-Z0-9_]*)=\"((?:[^\"\\\\\\n]|\\\\[\\\\n\"])*)\",?");
    private static final Set<String> TYPES = Set.of("counter", "gauge", "histogram", "summary", "untyped");

    /** One line. */
    record Sample(String name, Map<String, String> labels, double value) {}

    private final Map<String, String> types = new LinkedHashMap<>();
    private final Set<String> helped = new HashSet<>();
    private final Set<String> closed = new HashSet<>();
    private final List<Sample> samples = new ArrayList<>();
    private String family = "";

    static Exposition of(String text) {
        assertThat(text).endsWith("\n").doesNotContain("\r");
        Exposition exposition = new Exposition();
        text.lines().forEach(exposition::line);
        exposition.samples.stream()
                .filter(sample -> sample.name().endsWith("_bucket"))
                .map(sample -> sample.name().substring(0, sample.name().length() - "_bucket".length()))
                .distinct()
                .forEach(exposition::checkHistogram);
        return exposition;
    }

    private void line(String line) {
        if (line.isEmpty()) {
            return;
        }
        Matcher meta = META.matcher(line);
        if (meta.matches()) {
            meta(meta.group(1), meta.group(2), meta.group(3));
        } else {
            assertThat(line).as("a comment that is none").doesNotStartWith("#");
            sample(line);
        }
    }

    private void meta(String kind, String name, String text) {
        if (!name.equals(family)) {
            closed.add(family);
            assertThat(closed).as("the lines of a metric stand together").doesNotContain(name);
            family = name;
        }
        if (kind.equals("HELP")) {
            assertThat(helped.add(name)).as("HELP once for " + name).isTrue();
            assertThat(text).isNotBlank();
        } else {
            assertThat(types.put(name, text)).as("TYPE once for " + name).isNull();
            assertThat(TYPES).contains(text);
        }
    }

    private void sample(String line) {
        Matcher matcher = SAMPLE.matcher(line);
        assertThat(matcher.matches()).as(line).isTrue();
        String name = matcher.group(1);
        assertThat(familyOf(name)).as(line).isEqualTo(family);
        Map<String, String> labels = labels(matcher.group(2) == null ? "" : matcher.group(2));
        Sample sample = new Sample(name, labels, value(matcher.group(3)));
        assertThat(samples)
                .as("one series twice")
                .noneMatch(one -> one.name().equals(name) && one.labels().equals(labels));
        if ("counter".equals(types.get(family))) {
            assertThat(sample.value()).as(line).isNotNegative();
            assertThat(name).endsWith("_total");
        }
        samples.add(sample);
    }

    private String familyOf(String name) {
        for (String suffix : List.of("_bucket", "_sum", "_count", "_max")) {
            String base = name.endsWith(suffix) ? name.substring(0, name.length() - suffix.length()) : name;
            String type = types.getOrDefault(base, "");
            if (!base.equals(name)
                    && (type.equals("histogram") || type.equals("summary"))
                    && !types.containsKey(name)) {
                return base;
            }
        }
        return name;
    }

    private static Map<String, String> labels(String text) {
        Map<String, String> labels = new TreeMap<>();
        Matcher label = LABEL.matcher(text);
        int end = 0;
        while (end < text.length()) {
            assertThat(label.find(end) && label.start() == end).as(text).isTrue();
            assertThat(labels.put(label.group(1), label.group(2))).as(text).isNull();
            end = label.end();
        }
        return labels;
    }

    private static double value(String text) {
        return switch (text) {
            case "+Inf" -> Double.POSITIVE_INFINITY;
            case "-Inf" -> Double.NEGATIVE_INFINITY;
            default -> Double.parseDouble(text);
        };
    }

    private void checkHistogram(String name) {
        Map<Map<String, String>, Double> last = new LinkedHashMap<>();
        Map<Map<String, String>, Double> bounds = new LinkedHashMap<>();
        for (Sample bucket : named(name + "_bucket")) {
            Map<String, String> series = new TreeMap<>(bucket.labels());
            double bound = value(series.remove("le"));
            assertThat(bound).isGreaterThan(bounds.getOrDefault(series, Double.NEGATIVE_INFINITY));
            assertThat(bucket.value()).isGreaterThanOrEqualTo(last.getOrDefault(series, 0.0));
            bounds.put(series, bound);
            last.put(series, bucket.value());
        }
        assertThat(bounds.values()).as(name).containsOnly(Double.POSITIVE_INFINITY);
        last.forEach((series, count) -> assertThat(named(name + "_count"))
                .anySatisfy(one -> assertThat(one).isEqualTo(new Sample(name + "_count", series, count))));
    }

    private List<Sample> named(String name) {
        return samples.stream().filter(sample -> sample.name().equals(name)).toList();
    }

    /** The value of the one series with these labels, among others. */
    Optional<Double> value(String name, String... labels) {
        Map<String, String> wanted = new TreeMap<>();
        for (int i = 0; i < labels.length; i += 2) {
            wanted.put(labels[i], labels[i + 1]);
        }
        List<Sample> found = named(name).stream()
                .filter(sample -> sample.labels().entrySet().containsAll(wanted.entrySet()))
                .toList();
        assertThat(found).as(name).hasSizeLessThan(2);
        return found.stream().map(Sample::value).findFirst();
    }

    List<Sample> samples() {
        return List.copyOf(samples);
    }

    /** The labels that the series of a metric have. */
    Set<String> labelsOf(String name) {
        Set<String> labels = new TreeSet<>();
        named(name).forEach(sample -> labels.addAll(sample.labels().keySet()));
        return labels;
    }

    boolean has(String name) {
        return !named(name).isEmpty();
    }
}
