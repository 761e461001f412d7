package dev.headrace.engine.config;

import dev.headrace.spi.Secret;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a secret from the environment, from a file, or from the configuration itself, which is allowed with a warning. */
final class SecretReader {
    private static final String FILE = "file";
    /** A secret is a line or a key; whoever names a larger file has named the wrong one. */
    private static final int LARGEST_FILE = 64 * 1024;

    private final Problems problems;
    private final Path directory;

    SecretReader(Problems problems, Path directory) {
        this.problems = problems;
        this.directory = directory;
    }

    @Nullable
    Secret read(Given given) {
        if (given.isObject()) {
            return fromFile(given);
        }
        if (!given.isScalar()) {
            return wrong(
                    given.place(),
                    "a secret is expected, as ${?NAME} or { file = PATH }, this is %s.".formatted(given.kind()));
        }
        if (given.variable().isEmpty()) {
            problems.warn(given.place(), "a secret stands in the file; give it as ${?NAME} or { file = PATH }.");
        }
        return secret(given.place(), given.text(), given.variable().isEmpty() ? "the secret" : given.shown());
    }

    private @Nullable Secret fromFile(Given given) {
        List<String> keys = Keys.inOrder(given.object());
        if (!keys.equals(List.of(FILE))) {
            return wrong(
                    given.place(),
                    "a secret is given as ${?NAME} or { file = PATH }; this object has %s."
                            .formatted(keys.isEmpty() ? "no key" : "the keys " + String.join(", ", keys)));
        }
        Given file = Given.of(Keys.value(given.object(), FILE), given.place().child(FILE));
        if (!file.isScalar()) {
            return wrong(file.place(), "the path of a file is expected, this is %s.".formatted(file.kind()));
        }
        return readFile(file.place(), file.text());
    }

    private @Nullable Secret readFile(Place place, String name) {
        try {
            Path path = directory.resolve(name);
            if (Files.isDirectory(path)) {
                return wrong(place, "%s is a directory.".formatted(path));
            }
            if (Files.size(path) > LARGEST_FILE) {
                return wrong(place, "%s is larger than 64 KiB and can be no secret.".formatted(path));
            }
            byte[] content = Files.readAllBytes(path);
            return secret(
                    place, isDer(content) ? armoured(content) : withoutLineEnd(decoded(content)), path.toString());
        } catch (IOException | IllegalArgumentException unreadable) {
            return wrong(place, "cannot read %s: %s.".formatted(name, reason(unreadable)));
        }
    }

    private @Nullable Secret secret(Place place, String text, String source) {
        if (text.isBlank()) {
            return wrong(place, source + " is empty.");
        }
        Secret secret = Secret.of(text);
        problems.conceal(secret);
        return secret;
    }

    /** Key stores are binary: a sequence whose length takes two octets (X.690, 8.1.3), which begins no text. */
    private static boolean isDer(byte[] content) {
        return content.length > 4 && content[0] == 0x30 && content[1] == (byte) 0x82;
    }

    /** As text, which secrets are, in the form of RFC 7468. */
    private static String armoured(byte[] content) {
        return "-----BEGIN PKCS12-----\n%s\n-----END PKCS12-----"
                .formatted(Base64.getMimeEncoder().encodeToString(content));
    }

    private static String decoded(byte[] content) throws CharacterCodingException {
        return StandardCharsets.UTF_8
                .newDecoder()
                .decode(ByteBuffer.wrap(content))
                .toString();
    }

    /** Editors and {@code echo} end a file with a line end that is no part of the secret. */
    private static String withoutLineEnd(String text) {
        return text.replaceFirst("\\r?\\n\\z", "");
    }

    private static String reason(Exception failure) {
        if (failure instanceof NoSuchFileException) {
            return "there is no such file";
        }
        if (failure instanceof AccessDeniedException) {
            return "no permission";
        }
        if (failure instanceof CharacterCodingException) {
            return "it is not UTF-8 text";
        }
        return failure.getClass().getSimpleName();
    }

    private @Nullable Secret wrong(Place place, String message) {
        problems.error(place, message);
        return null;
    }
}
