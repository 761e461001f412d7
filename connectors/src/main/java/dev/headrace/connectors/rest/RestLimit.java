package dev.headrace.connectors.rest;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Limit;
import java.net.URI;
import java.util.Locale;

/** The section {@code limit}. */
final class RestLimit {
    static final ConfigSpec SPEC = ConfigSpec.empty()
            .optional(
                    "name",
                    ConfigSpec.Type.STRING,
                    "Shared by all instances that use it; by default the host of base-url")
            .optional("permits", ConfigSpec.Type.INTEGER, "How many requests in any span of the length 'per'")
            .optional("per", ConfigSpec.Type.DURATION, "The length of that span")
            .optional("spacing", ConfigSpec.Type.DURATION, "The least time between two requests")
            .optional("concurrency", ConfigSpec.Type.INTEGER, "The most requests under way at once")
            .section("hints", RestHints.SPEC, "Where answers tell what is left, beside the usual places");

    private RestLimit() {}

    static Limit of(ConnectorConfig config) {
        ConnectorConfig section = config.section("limit");
        if (section.has("permits") != section.has("per")) {
            String missing = section.has("permits") ? "per" : "permits";
            throw new ConfigException(section.problem(missing, "'permits' and 'per' go together"));
        }
        try {
            String name = section.has("name") ? section.string("name") : hostOf(config.uri("base-url"));
            return rules(Limit.named(name), section).source("the configuration");
        } catch (IllegalArgumentException e) {
            throw new ConfigException(config.problem("limit", String.valueOf(e.getMessage())));
        }
    }

    private static Limit rules(Limit limit, ConnectorConfig section) {
        Limit more = limit;
        if (section.has("permits")) {
            more = more.window(section.integer("permits"), section.duration("per"));
        }
        if (section.has("spacing")) {
            more = more.spacing(section.duration("spacing"));
        }
        if (section.has("concurrency")) {
            more = more.concurrency(section.integer("concurrency"));
        }
        return section.has("hints") ? more.hints(RestHints.of(section.section("hints"))) : more;
    }

    private static String hostOf(URI url) {
        String host = url.getHost().toLowerCase(Locale.ROOT) + (url.getPort() < 0 ? "" : "-" + url.getPort());
        return host.replaceAll("[^a-z0-9.-]", "-").replaceFirst("^[.-]+", "");
    }
}
