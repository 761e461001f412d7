package dev.headrace.engine.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keeps a secret where others may read, for those who know another secret: AES-256 in GCM, the key by HMAC from what only the
 * configuration has. Thread-safe.
 */
final class Seal {
    private static final int IV = 12;
    private static final int TAG_BITS = 128;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final SecretKeySpec key;

    /** @param secret what opens the seal; not a word that people could guess */
    Seal(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec("headrace seal 1".getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
            key = new SecretKeySpec(mac.doFinal(secret.getBytes(StandardCharsets.UTF_8)), "AES");
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }

    String close(String text) {
        byte[] iv = new byte[IV];
        RANDOM.nextBytes(iv);
        try {
            byte[] sealed = cipher(Cipher.ENCRYPT_MODE, iv).doFinal(text.getBytes(StandardCharsets.UTF_8));
            byte[] both = Arrays.copyOf(iv, IV + sealed.length);
            System.arraycopy(sealed, 0, both, IV, sealed.length);
            return Base64.getEncoder().encodeToString(both);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has AES/GCM", missing);
        }
    }

    /** Empty if it was closed with another secret, or was changed. */
    Optional<String> open(String sealed) {
        try {
            byte[] both = Base64.getDecoder().decode(sealed);
            byte[] iv = Arrays.copyOf(both, IV);
            byte[] text = cipher(Cipher.DECRYPT_MODE, iv).doFinal(both, IV, both.length - IV);
            return Optional.of(new String(text, StandardCharsets.UTF_8));
        } catch (GeneralSecurityException | IllegalArgumentException notOurs) {
            return Optional.empty();
        }
    }

    private Cipher cipher(int mode, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(mode, key, new GCMParameterSpec(TAG_BITS, iv));
        return cipher;
    }
}
