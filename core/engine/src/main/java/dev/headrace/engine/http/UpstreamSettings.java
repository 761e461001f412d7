package dev.headrace.engine.http;

import dev.headrace.spi.Auth;
import java.net.URI;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What an instance of a connector needs to reach its upstream.
 *
 * @param instance the instance's name; its consumer in front of the budgets
 * @param connector the connector's name, which upstreams see in {@code User-Agent}
 * @param baseUrl {@code http} or {@code https}; {@code null} when the connector has none: then its targets are absolute and it has
 *     no credentials
 * @param auth the credentials, for requests to the origin of {@code baseUrl}
 * @param limits the names of the limits that every request is under
 * @param bounds deadlines and sizes
 * @param way how requests leave
 */
public record UpstreamSettings(
        String instance,
        String connector,
        @Nullable URI baseUrl,
        Auth auth,
        List<String> limits,
        ExchangeBounds bounds,
        Way way) {
    /** @throws IllegalArgumentException if the base URL is not one, saying why */
    public UpstreamSettings {
        limits = List.copyOf(limits);
        if (baseUrl != null) {
            check(baseUrl);
        }
    }

    private static void check(URI baseUrl) {
        try {
            Origin.of(baseUrl);
        } catch (IllegalArgumentException why) {
            String shown = baseUrl.getRawUserInfo() == null ? " '" + baseUrl + "'" : "";
            throw new IllegalArgumentException(
                    "the base-url%s cannot be used: %s".formatted(shown, why.getMessage()), why);
        }
    }

    /** Without credentials, with the default bounds. */
    public static UpstreamSettings of(String instance, String connector, @Nullable URI baseUrl) {
        return new UpstreamSettings(
                instance, connector, baseUrl, Auth.none(), List.of(), ExchangeBounds.DEFAULTS, Way.DEFAULT);
    }

    /** The same with credentials. */
    public UpstreamSettings auth(Auth credentials) {
        return new UpstreamSettings(instance, connector, baseUrl, credentials, limits, bounds, way);
    }

    /** The same under other limits. */
    public UpstreamSettings limits(List<String> names) {
        return new UpstreamSettings(instance, connector, baseUrl, auth, names, bounds, way);
    }

    /** The same with other bounds. */
    public UpstreamSettings bounds(ExchangeBounds other) {
        return new UpstreamSettings(instance, connector, baseUrl, auth, limits, other, way);
    }

    /** The same by another way. */
    public UpstreamSettings way(Way another) {
        return new UpstreamSettings(instance, connector, baseUrl, auth, limits, bounds, another);
    }
}
