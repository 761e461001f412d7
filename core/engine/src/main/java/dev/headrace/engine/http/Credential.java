package dev.headrace.engine.http;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** What stands for a secret where it must not be seen, in names of limits and in what is kept of them. Stateless. */
final class Credential {
    private static final byte[] KEY = "headrace credential mark 1".getBytes(StandardCharsets.US_ASCII);
    /** Enough to tell the credentials of one configuration apart, too little to tell a guessed secret from another. */
    private static final int OCTETS = 4;

    private Credential() {}

    /** The same for the same secret in every process; in the characters of a limit's name. */
    static String mark(String secret) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(KEY, "HmacSHA256"));
            byte[] code = mac.doFinal(secret.getBytes(StandardCharsets.UTF_8));
            return "key-" + HexFormat.of().formatHex(code, 0, OCTETS);
        } catch (GeneralSecurityException missing) {
            throw new IllegalStateException("every Java platform has HmacSHA256", missing);
        }
    }
}
