package dev.headrace.engine.config;

import com.typesafe.config.ConfigUtil;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * Writes a configuration as it is in force, as HOCON for people: no secret, no value from the environment, defaults marked.
 * Confined to one thread.
 */
final class EffectiveText {
    private final StringBuilder text = new StringBuilder();
    private int depth;

    /** As the file would give a value. */
    static String shown(Object value) {
        if (value instanceof Duration duration) {
            return Quantities.text(duration);
        }
        if (value instanceof Long bytes) {
            return Quantities.text(bytes);
        }
        if (value instanceof String || value instanceof URI) {
            return ConfigUtil.quoteString(value.toString());
        }
        if (value instanceof List<?> list) {
            return list.stream().map(EffectiveText::shown).collect(Collectors.joining(", ", "[", "]"));
        }
        if (value instanceof Map<?, ?> map) {
            return map.entrySet().stream()
                    .map(entry -> shown(entry.getKey()) + " = " + shown(entry.getValue()))
                    .collect(Collectors.joining(", ", "{ ", " }"));
        }
        return value instanceof Secret secret ? ConfigUtil.quoteString(secret.toString()) : value.toString();
    }

    EffectiveText open(String key) {
        line(ConfigUtil.joinPath(key) + " {");
        depth++;
        return this;
    }

    EffectiveText close() {
        depth--;
        return line("}");
    }

    EffectiveText section(String key, CheckedConfig... parts) {
        open(key);
        for (CheckedConfig part : parts) {
            entries(part);
        }
        return close();
    }

    EffectiveText entries(CheckedConfig config) {
        config.entries().forEach(this::entry);
        return this;
    }

    EffectiveText limits(Collection<Limit> limits) {
        if (!limits.isEmpty()) {
            open("limits");
            limits.forEach(limit -> line("# " + limit));
            close();
        }
        return this;
    }

    @Override
    public String toString() {
        return text.toString();
    }

    private void entry(String key, CheckedConfig.Entry entry) {
        if (entry.value() instanceof CheckedConfig section) {
            section(key, section);
        } else if (entry.value() instanceof Map<?, ?> map
                && map.values().stream().anyMatch(CheckedConfig.class::isInstance)) {
            open(key);
            map.forEach((name, section) -> section(name.toString(), (CheckedConfig) section));
            close();
        } else {
            line(key + " = " + value(entry) + (entry.given() ? "" : "  # default"));
        }
    }

    private static String value(CheckedConfig.Entry entry) {
        boolean open = entry.variable().isEmpty() || entry.value() instanceof Secret;
        return open ? shown(entry.value()) : "${" + entry.variable() + "}";
    }

    private EffectiveText line(String content) {
        text.append("  ".repeat(depth)).append(content).append('\n');
        return this;
    }
}
