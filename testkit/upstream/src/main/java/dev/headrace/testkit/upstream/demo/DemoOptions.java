package dev.headrace.testkit.upstream.demo;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The command line of {@link DemoServer}.
 *
 * @param size how much the upstreams hold and how slow they are
 * @param life how long the server runs at most
 */
record DemoOptions(DemoSize size, Duration life) {
    static final Duration LIFE = Duration.ofMinutes(10);
    private static final List<String> KNOWN = List.of("--pages", "--page-size", "--latency-ms", "--seed", "--life-s");

    static DemoOptions parse(String... arguments) {
        Map<String, Long> values = new HashMap<>();
        for (int i = 0; i < arguments.length; i += 2) {
            values.put(known(arguments[i]), number(arguments, i));
        }
        DemoSize normal = DemoSize.DEFAULT;
        DemoSize size = new DemoSize(
                Math.toIntExact(values.getOrDefault("--pages", (long) normal.pages())),
                Math.toIntExact(values.getOrDefault("--page-size", (long) normal.pageSize())),
                Duration.ofMillis(
                        values.getOrDefault("--latency-ms", normal.latency().toMillis())),
                values.getOrDefault("--seed", normal.seed()));
        return new DemoOptions(size, Duration.ofSeconds(values.getOrDefault("--life-s", LIFE.toSeconds())));
    }

    List<String> arguments() {
        return List.of(
                "--pages", Integer.toString(size.pages()),
                "--page-size", Integer.toString(size.pageSize()),
                "--latency-ms", Long.toString(size.latency().toMillis()),
                "--seed", Long.toString(size.seed()),
                "--life-s", Long.toString(life.toSeconds()));
    }

    private static String known(String option) {
        if (!KNOWN.contains(option)) {
            throw new IllegalArgumentException("The demo server does not know '" + option + "'. It knows "
                    + String.join(", ", KNOWN) + ", each followed by a whole number.");
        }
        return option;
    }

    private static long number(String[] arguments, int option) {
        String text = option + 1 < arguments.length ? arguments[option + 1] : "";
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException malformed) {
            throw new IllegalArgumentException(
                    "The option " + arguments[option] + " needs a whole number, not '" + text + "'.", malformed);
        }
    }
}
