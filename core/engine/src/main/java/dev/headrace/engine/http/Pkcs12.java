package dev.headrace.engine.http;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.UnrecoverableKeyException;
import java.util.Base64;
import java.util.Collections;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/** A client's certificate and key in a PKCS#12 store (RFC 7292), which the configuration carries in PEM's armour. Stateless. */
final class Pkcs12 {
    private static final String BEGIN = "-----BEGIN PKCS12-----";
    private static final String END = "-----END PKCS12-----";

    private Pkcs12() {}

    static boolean isIn(String text) {
        return text.startsWith(BEGIN);
    }

    /** @throws IllegalArgumentException if the store cannot be opened or has no key, saying which */
    static KeyManager[] keyManagers(String text, String password) throws GeneralSecurityException {
        KeyStore store = KeyStore.getInstance("PKCS12");
        char[] opens = password.toCharArray();
        try {
            store.load(new ByteArrayInputStream(content(text)), opens);
        } catch (IOException unreadable) {
            throw new IllegalArgumentException(
                    unreadable.getCause() instanceof UnrecoverableKeyException
                            ? "'certificate' is a PKCS#12 store that 'certificate-password' does not open"
                            : "'certificate' is a PKCS#12 store that is damaged",
                    unreadable);
        }
        return keyManagers(store, opens);
    }

    private static byte[] content(String text) throws IOException {
        int end = text.lastIndexOf(END);
        if (end < BEGIN.length()) {
            throw new IllegalArgumentException("'certificate' is a PKCS#12 store without the line %s".formatted(END));
        }
        try {
            return Base64.getMimeDecoder().decode(text.substring(BEGIN.length(), end));
        } catch (IllegalArgumentException cut) {
            throw new IOException("it is no base64", cut);
        }
    }

    private static KeyManager[] keyManagers(KeyStore store, char[] opens) throws GeneralSecurityException {
        for (String alias : Collections.list(store.aliases())) {
            if (store.isKeyEntry(alias)) {
                KeyManagerFactory managers = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                managers.init(store, opens);
                return managers.getKeyManagers();
            }
        }
        throw new IllegalArgumentException("'certificate' is a PKCS#12 store without a private key");
    }
}
