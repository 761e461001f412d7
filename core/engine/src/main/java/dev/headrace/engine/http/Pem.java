package dev.headrace.engine.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** Certificates and keys from their textual form (RFC 7468). Stateless. */
final class Pem {
    private static final Pattern KEY =
            Pattern.compile("-----BEGIN ([A-Z ]*)PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END", Pattern.DOTALL);

    private Pem() {}

    /** @throws IllegalArgumentException if the text has no certificate, or one that cannot be read */
    static List<Certificate> certificates(String text, String option) {
        try {
            List<Certificate> found = List.copyOf(CertificateFactory.getInstance("X.509")
                    .generateCertificates(new ByteArrayInputStream(text.getBytes(StandardCharsets.US_ASCII))));
            if (!found.isEmpty()) {
                return found;
            }
        } catch (CertificateException unreadable) {
            throw new IllegalArgumentException(
                    "'%s' has a certificate that cannot be read: %s".formatted(option, unreadable.getMessage()),
                    unreadable);
        }
        throw new IllegalArgumentException(
                "'%s' has no certificate in PEM: it must contain a line -----BEGIN CERTIFICATE-----".formatted(option));
    }

    static KeyManager[] keyManagers(String certificate, String key) throws GeneralSecurityException {
        List<Certificate> chain = certificates(certificate, "certificate");
        KeyStore store = emptyStore();
        // The password guards the store's copy, which never leaves this process.
        char[] password = new char[0];
        store.setKeyEntry("client", privateKey(key), password, chain.toArray(Certificate[]::new));
        KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        managers.init(store, password);
        return managers.getKeyManagers();
    }

    static KeyStore emptyStore() throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        try {
            store.load(null, null);
        } catch (IOException impossible) {
            throw new GeneralSecurityException("an empty key store cannot be made", impossible);
        }
        return store;
    }

    private static PrivateKey privateKey(String text) throws GeneralSecurityException {
        Matcher matcher = KEY.matcher(text);
        if (!matcher.find()) {
            throw new IllegalArgumentException(
                    "'key' has no private key in PEM: it must contain a line -----BEGIN PRIVATE KEY-----");
        }
        if (!matcher.group(1).isEmpty()) {
            throw new IllegalArgumentException(("'key' is a %sPRIVATE KEY; PKCS#8 without a passphrase is needed: "
                            + "openssl pkcs8 -topk8 -nocrypt -in KEY -out KEY.pk8")
                    .formatted(matcher.group(1)));
        }
        PKCS8EncodedKeySpec spec =
                new PKCS8EncodedKeySpec(Base64.getMimeDecoder().decode(matcher.group(2)));
        for (String algorithm : List.of("RSA", "EC", "EdDSA")) {
            try {
                return KeyFactory.getInstance(algorithm).generatePrivate(spec);
            } catch (InvalidKeySpecException another) {
                // The encoding says which algorithm it is; the JDK tells by refusing the others.
            }
        }
        throw new IllegalArgumentException("'key' is no RSA, EC or EdDSA key, or it is damaged");
    }
}
