package dev.headrace.engine.http;

import dev.headrace.spi.Secret;
import java.net.URI;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A proxy that speaks HTTP: {@code https} goes through a tunnel (RFC 9110, 9.3.6), {@code http} as a request with the whole
 * address (RFC 9112, 3.2.2). It looks the upstream's name up itself. Immutable.
 *
 * @param place where it listens, always {@code http}
 * @param authorization the value of {@code Proxy-Authorization}; {@code null} for none. It goes to the proxy only
 */
record Proxy(Origin place, @Nullable String authorization) {
    /** @throws IllegalArgumentException if the address cannot be that of a proxy, saying why */
    static Proxy of(URI address, @Nullable String user, @Nullable Secret password) {
        Origin place = Origin.of(address);
        if (place.secure()) {
            throw new IllegalArgumentException("a proxy is spoken to over http, not https: write http://%s:%d"
                    .formatted(place.host(), place.port()));
        }
        if ((user == null) != (password == null)) {
            throw new IllegalArgumentException("a proxy needs both a user and a password, or neither");
        }
        return new Proxy(
                place,
                user == null
                        ? null
                        : SignedBy.basic(user, Objects.requireNonNull(password).reveal())
                                .value());
    }

    @Override
    public String toString() {
        return place.host() + ":" + place.port();
    }
}
