package dev.headrace.engine.http;

import java.net.Socket;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.SSLEngine;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import javax.net.ssl.X509ExtendedTrustManager;
import org.jspecify.annotations.Nullable;

/** Trusts whom the JVM trusts and further authorities, and then only who has one of the pinned keys. Immutable. */
final class PinnedTrust extends X509ExtendedTrustManager {
    private final X509ExtendedTrustManager authorities;
    private final List<String> pins;

    private PinnedTrust(X509ExtendedTrustManager authorities, List<String> pins) {
        this.authorities = authorities;
        this.pins = pins;
    }

    /** @param further certificates in PEM; empty text for none */
    static TrustManager[] managers(String further, List<String> pins) throws GeneralSecurityException {
        X509ExtendedTrustManager known = manager(null);
        X509ExtendedTrustManager trusted = further.isEmpty() ? known : manager(both(known, further));
        return new TrustManager[] {new PinnedTrust(trusted, pins)};
    }

    private static KeyStore both(X509ExtendedTrustManager known, String further) throws GeneralSecurityException {
        KeyStore store = Pem.emptyStore();
        int number = 0;
        for (Certificate authority : known.getAcceptedIssuers()) {
            store.setCertificateEntry("jvm-" + number++, authority);
        }
        for (Certificate authority : Pem.certificates(further, "ca")) {
            store.setCertificateEntry("configured-" + number++, authority);
        }
        return store;
    }

    private static X509ExtendedTrustManager manager(@Nullable KeyStore store) throws GeneralSecurityException {
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(store);
        for (TrustManager manager : factory.getTrustManagers()) {
            if (manager instanceof X509ExtendedTrustManager found) {
                return found;
            }
        }
        throw new NoSuchAlgorithmException("the JVM has no trust manager for X.509");
    }

    private void checkPins(X509Certificate[] chain) throws CertificateException {
        if (pins.isEmpty()) {
            return;
        }
        for (X509Certificate certificate : chain) {
            if (pins.contains(pin(certificate))) {
                return;
            }
        }
        throw new CertificateException(("no key of the server's chain is one of the %d pinned; its own is %s. "
                        + "If that is expected, add it to 'pins'")
                .formatted(pins.size(), pin(chain[0])));
    }

    /** RFC 7469, 2.4, without its prefix. */
    static String pin(Certificate certificate) throws CertificateException {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(certificate.getPublicKey().getEncoded());
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException impossible) {
            throw new CertificateException("the JVM has no SHA-256", impossible);
        }
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkServerTrusted(chain, type, engine);
        checkPins(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkServerTrusted(chain, type, socket);
        checkPins(chain);
    }

    @Override
    public void checkServerTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkServerTrusted(chain, type);
        checkPins(chain);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, SSLEngine engine) throws CertificateException {
        authorities.checkClientTrusted(chain, type, engine);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type, Socket socket) throws CertificateException {
        authorities.checkClientTrusted(chain, type, socket);
    }

    @Override
    public void checkClientTrusted(X509Certificate[] chain, String type) throws CertificateException {
        authorities.checkClientTrusted(chain, type);
    }

    @Override
    public X509Certificate[] getAcceptedIssuers() {
        return authorities.getAcceptedIssuers();
    }
}
