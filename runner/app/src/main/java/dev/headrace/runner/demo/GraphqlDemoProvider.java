package dev.headrace.runner.demo;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorProvider;

/** The demo's connector in Java. */
public final class GraphqlDemoProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("demo-graphql", "1.0.0", "The GraphQL upstream of 'headrace demo'").stream(
                "records", "One record; the id is its number");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .optional(
                        "stray-sleep",
                        ConfigSpec.Type.BOOLEAN,
                        false,
                        "Block the strand for half a second at every fourth page, to see what becomes of it");
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        return new GraphqlDemo(new TitleCleaner(new Glossary(config.bool("stray-sleep"))));
    }
}
