package dev.headrace.engine.http;

import dev.headrace.engine.config.WayOptions;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/**
 * How the requests of an instance leave. Immutable.
 *
 * @param contact whom an upstream may write to, in {@code User-Agent}; empty text for nobody
 * @param coalesce whether equal {@code GET}s that are under way together are sent once
 * @param privateAddresses whether any address may be reached, though the base URL is a public one
 * @param egress through what and as whom
 */
public record Way(String contact, boolean coalesce, boolean privateAddresses, Egress egress) {
    /** Nobody to write to, each request for itself, guarded, directly. */
    public static final Way DEFAULT = new Way("", false, false, Egress.DIRECT);

    /**
     * Connections are shared by those who have the same, and by nobody else: one that was opened with a client's certificate, or
     * through a proxy, carries nobody else's requests.
     *
     * @param proxy {@code null} for none
     * @param tls {@code null} for the transport's own
     * @param socket of this machine (a Unix domain socket) that every connection is opened to, whatever the host; {@code null} for none
     */
    record Egress(
            @Nullable Proxy proxy,
            @Nullable TlsMaterial tls,
            @Nullable Path socket) {
        static final Egress DIRECT = new Egress(null, null, null);

        Egress(@Nullable Proxy proxy, @Nullable TlsMaterial tls) {
            this(proxy, tls, null);
        }
    }

    /**
     * As configured. Reads certificates and keys once, so that what is wrong with them is known before anything runs.
     *
     * @throws IllegalArgumentException if something cannot be used, saying what and why
     */
    public static Way of(WayOptions options) {
        WayOptions.Proxy proxy = options.proxy();
        if (proxy != null && options.socket() != null) {
            throw new IllegalArgumentException(
                    "'proxy' and 'unix-socket' cannot be together: choose the one way that requests leave");
        }
        WayOptions.Certificates given = options.tls();
        TlsMaterial tls = TlsMaterial.of(given);
        if (!tls.isEmpty()) {
            tls.context();
        }
        Egress egress = new Egress(
                proxy == null ? null : Proxy.of(proxy.address(), proxy.user(), proxy.password()),
                tls.isEmpty() ? null : tls,
                options.socket());
        return new Way(options.contact(), options.coalesce(), options.privateAddresses(), egress);
    }

    /** @throws IllegalArgumentException if the contact cannot stand in a header field */
    public Way {
        if (!contact.chars().allMatch(c -> c >= ' ' && c < 0x7f && c != '(' && c != ')' && c != '\\')) {
            throw new IllegalArgumentException(
                    "'%s' cannot stand in User-Agent: only ASCII without parentheses and backslashes can"
                            .formatted(contact));
        }
    }
}
