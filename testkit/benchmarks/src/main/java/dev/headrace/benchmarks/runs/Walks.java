package dev.headrace.benchmarks.runs;

/** The configuration of many walks at once on one upstream. */
final class Walks {
    private Walks() {}

    static String configuration(String walks, String upstream) {
        return """
                connectors.bench-walks {
                  base-url = "%s", walks = %s, concurrency = %s
                  http { connections = 1000 }
                }
                engine { in-flight = 1000 }
                """.formatted(upstream, walks, walks);
    }
}
