package com.example.forum;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.FieldType;
import dev.headrace.spi.Limit;
import dev.headrace.spi.StreamSchema;
import java.time.Duration;
import java.util.List;

/** Collects from a forum: what {@link Forum} needs to be told. */
public final class ForumProvider implements ConnectorProvider {
    private static final StreamSchema TOPIC = StreamSchema.of("One topic")
            .id("{/id}")
            .field("/id", FieldType.INTEGER, "Its number")
            .field("/active_at", FieldType.STRING, "The day of its last post")
            .optional("/closed", FieldType.BOOLEAN, "Whether nobody may answer any more")
            .source("forum.example/help/api/topics, read 2025-01-15");

    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("forum", "1.0.0", "Topics and posts of a forum").stream("topics", TOPIC).stream(
                "posts", "One post; the id is its number");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://forum.example")
                .required("boards", ConfigSpec.Type.STRING_LIST, "Which boards to collect");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("forum")
                .window(600, Duration.ofMinutes(1))
                .concurrency(8)
                .source("forum.example/help/api, read 2025-01-15"));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new Forum(config.strings("boards"));
    }
}
