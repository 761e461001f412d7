package dev.headrace.engine.config;

import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Secret;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The options of the section {@code http} that say how requests leave.
 *
 * @param contact whom an upstream may write to; empty text for nobody
 * @param coalesce whether equal requests that are under way together are sent once
 * @param privateAddresses whether what an upstream says may lead to private addresses
 * @param proxy through what; {@code null} for nothing
 * @param tls trusted and own certificates
 * @param socket a Unix domain socket that every connection is opened to; {@code null} for none
 * @param origin file and line of the section, for messages; the instance's where there is no section
 */
public record WayOptions(
        String contact,
        boolean coalesce,
        boolean privateAddresses,
        @Nullable Proxy proxy,
        Certificates tls,
        @Nullable Path socket,
        String origin) {
    /**
     * A proxy that speaks HTTP.
     *
     * @param user {@code null} if it asks for none
     * @param password {@code null} if it asks for none
     */
    public record Proxy(
            URI address, @Nullable String user, @Nullable Secret password) {}

    /**
     * In PEM, but for a key store in PKCS#12 as certificate; {@code null} for what was not given.
     *
     * @param authorities trusted beside those of the JVM
     * @param password of the key store
     * @param pins SHA-256 of public keys in base64; empty for any
     */
    public record Certificates(
            @Nullable Secret authorities,
            @Nullable Secret certificate,
            @Nullable Secret key,
            @Nullable Secret password,
            List<String> pins) {}

    static ConfigSpec addTo(ConfigSpec spec) {
        return spec.optional(
                        "contact",
                        ConfigSpec.Type.STRING,
                        "",
                        "An address or page in User-Agent, so that an upstream can write to you instead of blocking you")
                .optional(
                        "coalesce",
                        ConfigSpec.Type.BOOLEAN,
                        false,
                        "Send equal GETs that are under way together only once")
                .optional(
                        "private-addresses",
                        ConfigSpec.Type.BOOLEAN,
                        false,
                        "Let redirects and links lead to private addresses, though the base-url is a public one")
                .optional("proxy", ConfigSpec.Type.URI, "A proxy, http://HOST:PORT; https goes through it in a tunnel")
                .optional("proxy-user", ConfigSpec.Type.STRING, "Whom the proxy lets through")
                .secret("proxy-password", "The password of proxy-user")
                .optional(
                        "unix-socket",
                        ConfigSpec.Type.STRING,
                        "The path of a Unix domain socket that every connection is opened to, whatever the host in base-url")
                .secret("ca", "Certificates in PEM that are trusted beside those of the JVM, as { file = PATH }")
                .secret(
                        "certificate",
                        "The own certificate and its chain in PEM, or a PKCS#12 store, as { file = PATH }")
                .secret("key", "The private key of 'certificate' in PEM (PKCS#8), as { file = PATH }; not with a store")
                .secret("certificate-password", "The password of a PKCS#12 store")
                .optional(
                        "pins",
                        ConfigSpec.Type.STRING_LIST,
                        List.of(),
                        "SHA-256 of public keys in base64; the server must have one of them in its chain");
    }

    static WayOptions of(ConnectorConfig config) {
        Proxy proxy = config.has("proxy")
                ? new Proxy(
                        config.uri("proxy"),
                        config.has("proxy-user") ? config.string("proxy-user") : null,
                        secret(config, "proxy-password"))
                : null;
        Certificates tls = new Certificates(
                secret(config, "ca"),
                secret(config, "certificate"),
                secret(config, "key"),
                secret(config, "certificate-password"),
                config.strings("pins"));
        return new WayOptions(
                config.string("contact"),
                config.bool("coalesce"),
                config.bool("private-addresses"),
                proxy,
                tls,
                config.has("unix-socket") ? Path.of(config.string("unix-socket")) : null,
                config.problem("proxy", "").origin());
    }

    private static @Nullable Secret secret(ConnectorConfig config, String key) {
        return config.has(key) ? config.secret(key) : null;
    }
}
