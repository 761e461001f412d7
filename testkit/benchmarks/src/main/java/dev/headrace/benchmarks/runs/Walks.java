package dev.headrace.benchmarks.runs;

/** The configuration of many walks at once on one upstream. */
final class Walks {
    private Walks() {}

    static String configuration(String walks, String upstream) {
        return """
                connectors.bench-walks {
                  base-url = "%s", walks = %s, concurrency = %s
                  http { connections = 200 }
                }
                engine { in-flight = 200 }
                """.formatted(upstream, walks, walks);
    }
}
