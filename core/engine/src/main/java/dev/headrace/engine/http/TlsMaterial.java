package dev.headrace.engine.http;

import dev.headrace.engine.config.WayOptions;
import dev.headrace.spi.Secret;
import java.security.GeneralSecurityException;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import org.jspecify.annotations.Nullable;

/**
 * Whom an instance trusts beyond the JVM's authorities, and who it says it is. Compared by content, so that instances with the same
 * material share connections and others do not. Immutable.
 *
 * @param authorities certificates in PEM, trusted beside those of the JVM; empty text for none
 * @param certificate the own certificate and its chain in PEM (RFC 7468), or a PKCS#12 store in the same armour; empty text for none
 * @param key its private key in PEM, PKCS#8 without a passphrase; empty text with a store
 * @param password of the store
 * @param pins SHA-256 of public keys (SubjectPublicKeyInfo) in base64, one of which must be in the server's chain; empty for any
 */
record TlsMaterial(String authorities, String certificate, String key, String password, List<String> pins) {
    TlsMaterial {
        pins = List.copyOf(pins);
    }

    static TlsMaterial of(
            @Nullable Secret authorities, @Nullable Secret certificate, @Nullable Secret key, List<String> pins) {
        return new TlsMaterial(text(authorities), text(certificate), text(key), "", pins);
    }

    static TlsMaterial of(WayOptions.Certificates given) {
        return new TlsMaterial(
                text(given.authorities()),
                text(given.certificate()),
                text(given.key()),
                text(given.password()),
                given.pins());
    }

    private static String text(@Nullable Secret pem) {
        return pem == null ? "" : pem.reveal();
    }

    boolean isEmpty() {
        return authorities.isEmpty() && certificate.isEmpty() && key.isEmpty() && pins.isEmpty();
    }

    /**
     * Reads the material; takes some tenths of a second.
     *
     * @throws IllegalArgumentException if it cannot be used, saying what and why, without showing it
     */
    SSLContext context() {
        boolean store = Pkcs12.isIn(certificate);
        if (store && !key.isEmpty()) {
            throw new IllegalArgumentException("'certificate' is a PKCS#12 store, which has its key; leave 'key' out");
        }
        if (!store && certificate.isEmpty() != key.isEmpty()) {
            throw new IllegalArgumentException(
                    "a client certificate needs both 'certificate' and 'key', one of which is missing");
        }
        try {
            SSLContext context = SSLContext.getInstance("TLS");
            context.init(
                    certificate.isEmpty() ? null : keyManagers(store), PinnedTrust.managers(authorities, pins), null);
            return context;
        } catch (GeneralSecurityException unusable) {
            throw new IllegalArgumentException(
                    "TLS cannot be set up with what was given: " + unusable.getMessage(), unusable);
        }
    }

    private KeyManager[] keyManagers(boolean store) throws GeneralSecurityException {
        return store ? Pkcs12.keyManagers(certificate, password) : Pem.keyManagers(certificate, key);
    }

    @Override
    public String toString() {
        return "TlsMaterial[******]";
    }
}
