package dev.headrace.connectors.prometheus;

import static dev.headrace.spi.FieldType.OBJECT;
import static dev.headrace.spi.FieldType.STRING;
import static dev.headrace.spi.FieldType.TIME;

import dev.headrace.spi.StreamSchema;

/** What a sample has. */
final class PrometheusSchema {
    static final StreamSchema SAMPLES = StreamSchema.of("One value of one series")
            .id("{/id}")
            .field("/id", STRING, "QUERY{LABELS}@TIME")
            .field("/query", STRING, "The name of the query, as configured")
            .field("/labels", OBJECT, "What tells its series from others")
            .field("/time", TIME, "When it was measured")
            .field("/value", STRING, "The number as text, since it may be NaN or +Inf")
            .source(
                    "this connector makes the record; prometheus.io/docs/prometheus/latest/querying/api, range vectors, read 2026-11-23");

    private PrometheusSchema() {}
}
