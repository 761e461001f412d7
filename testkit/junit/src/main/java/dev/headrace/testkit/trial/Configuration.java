package dev.headrace.testkit.trial;

import dev.headrace.testkit.GoodCase;
import java.net.URI;
import java.util.HashMap;
import java.util.Map;

/**
 * The configuration of a trial as HOCON. Secrets come from the environment, as they do in production.
 *
 * @param engine lines of the section {@code engine}
 * @param instance lines of the instance beside the connector's own
 * @param http lines of the section {@code http} of the instance
 * @param more lines outside all sections
 */
record Configuration(String engine, String instance, String http, String more) {
    private static final String VARIABLE = "CONTRACT_SECRET_";

    /** A durability that a killed process survives; the power does not fail in a test. */
    static Configuration plain() {
        return new Configuration("durability = normal\nstop-within = 500ms\n", "", "", "");
    }

    Configuration engine(String lines) {
        return new Configuration(engine + lines + "\n", instance, http, more);
    }

    Configuration instance(String lines) {
        return new Configuration(engine, instance + lines + "\n", http, more);
    }

    Configuration http(String lines) {
        return new Configuration(engine, instance, http + lines + "\n", more);
    }

    Configuration more(String lines) {
        return new Configuration(engine, instance, http, more + lines + "\n");
    }

    String text(GoodCase good, URI upstream) {
        return """
                engine {
                %s}
                %sconnectors.%s {
                base-url = "%s"
                %shttp {
                %s}
                %s
                %s}
                """.formatted(
                        engine,
                        more,
                        good.provider().info().name(),
                        upstream + good.basePath(),
                        instance,
                        http,
                        good.optionsFor(upstream),
                        secrets(good));
    }

    private static String secrets(GoodCase good) {
        StringBuilder lines = new StringBuilder();
        int number = 0;
        for (String option : good.secrets().keySet()) {
            lines.append("%s = ${?%s%d}%n".formatted(option, VARIABLE, number++));
        }
        return lines.toString();
    }

    /** The environment that the secrets come from. */
    static Map<String, String> environment(GoodCase good) {
        Map<String, String> variables = new HashMap<>();
        int number = 0;
        for (String value : good.secrets().values()) {
            variables.put(VARIABLE + number++, value);
        }
        return variables;
    }
}
