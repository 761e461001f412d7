package dev.headrace.connectors.mastodon;

import dev.headrace.connectors.PerHost;
import dev.headrace.spi.Auth;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.ConnectorContext;
import dev.headrace.spi.ConnectorInfo;
import dev.headrace.spi.ConnectorInfo.Trait;
import dev.headrace.spi.ConnectorProvider;
import dev.headrace.spi.Limit;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Statuses of a Mastodon server, by account, tag or public timeline. */
public final class MastodonProvider implements ConnectorProvider {
    @Override
    public ConnectorInfo info() {
        return ConnectorInfo.of("mastodon", "1.0.0", "Statuses of a Mastodon server").stream(
                        "statuses", MastodonSchema.STATUSES)
                .trait(Trait.PAGES, "Link header with the id of the last status, until there is none")
                .trait(Trait.INCREMENTAL, "statuses newer than the newest one of the last run, for each timeline")
                .trait(Trait.AUTHENTICATION, "bearer token, or none")
                .trait(Trait.PROOF, "recording");
    }

    @Override
    public ConfigSpec configSpec() {
        return ConfigSpec.empty()
                .baseUrl()
                .optional(
                        "accounts",
                        ConfigSpec.Type.STRING_LIST,
                        List.of(),
                        "Ids of accounts; something has to be given: accounts, tags, or public")
                .optional("tags", ConfigSpec.Type.STRING_LIST, List.of(), "Tags, without #")
                .optional("public", ConfigSpec.Type.BOOLEAN, false, "The public timeline of this server")
                .secret("token", "For servers that show nothing to strangers")
                .integer("page-size", 40, 1, 40, "Statuses asked for at once");
    }

    @Override
    public List<Limit> limits(ConnectorConfig config) {
        return List.of(PerHost.named("mastodon", config)
                .window(300, Duration.ofMinutes(5))
                .concurrency(4)
                .source("docs.joinmastodon.org/api/rate-limits, archived page read 2026-11-23: 300 in 5 minutes for"
                        + " an account, 300 for an address; Mastodon's own code also has 300 in 15 minutes for"
                        + " requests with since_id or max_id, and a server may set others; answers tell the"
                        + " limit that is nearest; 4 at once is a courtesy"));
    }

    @Override
    public Auth auth(ConnectorConfig config) {
        return config.has("token") ? Auth.bearer(config.secret("token")) : Auth.none();
    }

    @Override
    public Connector open(ConnectorConfig config, ConnectorContext context) {
        Map<String, String> timelines = new LinkedHashMap<>();
        config.strings("accounts")
                .forEach(id -> timelines.put("account/" + id, "/api/v1/accounts/" + encoded(id) + "/statuses"));
        config.strings("tags").forEach(tag -> timelines.put("tag/" + tag, "/api/v1/timelines/tag/" + encoded(tag)));
        if (config.bool("public")) {
            timelines.put("public", "/api/v1/timelines/public?local=true");
        }
        if (timelines.isEmpty()) {
            throw new ConfigException(
                    config.problem("accounts", "nothing to collect: give 'accounts', 'tags' or 'public = true'"));
        }
        return new Mastodon(timelines, config.integer("page-size"));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
    }
}
