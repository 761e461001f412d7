package dev.headrace.engine.http;

import java.net.InetAddress;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps what an upstream says (a redirect, a link, its own name) from leading into the operator's network. Only who configured a
 * base URL there gets there, and to the own link (metadata of clouds) only who named it. Thread-safe.
 *
 * <p>A name that was public when it was first looked up and later has a private address was rebound, and is refused.
 */
final class AddressGuard {
    private final boolean open;
    private final @Nullable String home;
    private volatile @Nullable Zone configured;

    /** @param home the host of the base URL; {@code null} when there is none: then what the connector itself calls counts as configured */
    AddressGuard(boolean open, @Nullable String home) {
        this.open = open;
        this.home = home;
    }

    /**
     * Why a hop must not be taken, or empty.
     *
     * @param addresses of the hop's host, at least one
     */
    Optional<String> objection(Hop hop, List<InetAddress> addresses) {
        Zone zone = Zone.of(addresses);
        String host = hop.origin().hostName();
        boolean named = home == null ? hop.redirects() == 0 : host.equals(home);
        if (named && configured == null) {
            configured = zone;
        }
        if (open || zone == Zone.PUBLIC || zone.compareTo(allowed()) <= 0) {
            return Optional.empty();
        }
        return Optional.of(text(host, addresses, named));
    }

    private Zone allowed() {
        Zone known = configured;
        if (known != null) {
            return known;
        }
        return "localhost".equals(home) || home != null && home.startsWith("127.") ? Zone.PRIVATE : Zone.PUBLIC;
    }

    private static String text(String host, List<InetAddress> addresses, boolean rebound) {
        InetAddress address = addresses.stream()
                .max((one, other) -> Zone.of(one).compareTo(Zone.of(other)))
                .orElseThrow();
        return "%s has the private address %s%s; set http.private-addresses = true if that is meant"
                .formatted(
                        host,
                        address.getHostAddress(),
                        rebound
                                ? ", and had another one when it was first looked up"
                                : ", and the base-url is not in that network");
    }
}
