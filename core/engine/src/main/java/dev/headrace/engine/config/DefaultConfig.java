package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import java.util.LinkedHashMap;
import java.util.Map;

/** The configuration of whoever configures nothing. Stateless. */
public final class DefaultConfig {
    private DefaultConfig() {}

    /** Every option that has a default; the others, required ones too, are as if they were not given. */
    public static ConnectorConfig of(ConfigSpec spec) {
        Map<String, CheckedConfig.Entry> entries = new LinkedHashMap<>();
        for (ConfigSpec.Option option : spec.options()) {
            Object value = option.defaultValue();
            if (value != null) {
                entries.put(option.key(), new CheckedConfig.Entry(value, Place.file(""), false, ""));
            }
        }
        return new CheckedConfig(spec, Place.file(""), entries);
    }
}
