package com.example.rivers;

import dev.headrace.spi.Auth;
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

/** Collects the water levels of rivers: what {@link RiverLevels} needs to be told. */
public final class RiverLevelsProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("river-levels", "1.0.0", "Water levels of rivers").stream(
                "levels",
                StreamSchema.of("One reading of a gauge")
                        .id("{/id}")
                        .field("/id", FieldType.STRING, "The reading's own")
                        .field("/cm", FieldType.INTEGER, "How high the water stood, in centimetres"));
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl("https://rivers.example")
                .secret("token", "Made at /account/tokens")
                .required("rivers", ConfigSpec.Type.STRING_LIST, "Which rivers to collect");
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(Limit.named("rivers").window(600, Duration.ofMinutes(1)).concurrency(8));
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new RiverLevels(config.strings("rivers"));
    }
}
