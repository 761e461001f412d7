package dev.headrace.engine.config;

import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.spi.ConfigSpec.Range;
import java.math.BigInteger;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads single values, lists and maps by their option. A value that cannot be used is reported and read as {@code null}. */
final class ValueReader {
    private static final Range ANY = new Range(Integer.MIN_VALUE, Integer.MAX_VALUE);

    private final Problems problems;
    private final SecretReader secrets;

    ValueReader(Problems problems, SecretReader secrets) {
        this.problems = problems;
        this.secrets = secrets;
    }

    @Nullable
    Object read(Option option, Given given) {
        return switch (option.type()) {
            case STRING -> string(option, given);
            case INTEGER -> integer(option, given);
            case BOOLEAN -> bool(given);
            case DURATION -> duration(given);
            case SIZE -> bytes(given);
            case URI -> uri(given);
            case STRING_LIST -> strings(given);
            case STRING_MAP -> stringMap(given);
            case SECRET -> secrets.read(given);
            case SECTION, SECTIONS -> throw new IllegalArgumentException(option.key() + " is not a value");
        };
    }

    private @Nullable Object string(Option option, Given given) {
        if (!given.isScalar()) {
            return wrong(given, "a text is expected, this is %s.".formatted(given.kind()));
        }
        String text = given.text();
        List<String> allowed = option.allowed();
        if (!allowed.isEmpty() && !allowed.contains(text)) {
            String question = given.isPlain() ? NearMisses.question(text, allowed) : "";
            return wrong(
                    given, "%s is not one of %s.%s".formatted(given.shown(), String.join(", ", allowed), question));
        }
        return text;
    }

    private @Nullable Object integer(Option option, Given given) {
        Range range = option.range() == null ? ANY : option.range();
        if (!given.isScalar()) {
            return wrong(given, "a whole number is expected, this is %s.".formatted(given.kind()));
        }
        if (!given.is(ConfigValueType.NUMBER)) {
            return wrong(given, "a whole number is expected, %s is %s.".formatted(given.shown(), given.kind()));
        }
        if (!given.text().matches("-?\\d+")) {
            return wrong(given, "%s is not a whole number.".formatted(given.shown()));
        }
        BigInteger number = new BigInteger(given.text());
        if (number.compareTo(BigInteger.valueOf(range.least())) < 0
                || number.compareTo(BigInteger.valueOf(range.most())) > 0) {
            return wrong(given, "%s is not between %s and %s.".formatted(given.shown(), range.least(), range.most()));
        }
        return number.intValueExact();
    }

    private @Nullable Object bool(Given given) {
        if (given.is(ConfigValueType.BOOLEAN) && given.text().matches("true|false")) {
            return Boolean.valueOf(given.text());
        }
        return wrong(given, "true or false is expected, this is %s.".formatted(given.shown()));
    }

    private @Nullable Object duration(Given given) {
        Optional<Duration> duration = given.isScalar() ? Quantities.duration(given.text()) : Optional.empty();
        if (duration.isPresent()) {
            return duration.get();
        }
        if (isNumberAlone(given)) {
            return wrong(
                    given,
                    "%s has no unit; write for example %2$ss, %2$sms or %2$sm."
                            .formatted(given.shown(), numberAlone(given)));
        }
        return wrong(
                given,
                "%s is not a duration; write whole numbers with ms, s, m, h or d, for example 1h30m."
                        .formatted(given.shown()));
    }

    private @Nullable Object bytes(Given given) {
        Optional<Long> bytes = given.isScalar() ? Quantities.bytes(given.text()) : Optional.empty();
        if (bytes.isPresent()) {
            return bytes.get();
        }
        if (isNumberAlone(given)) {
            return wrong(
                    given,
                    "%s has no unit; write for example %2$sMiB, %2$sKiB or %2$sB."
                            .formatted(given.shown(), numberAlone(given)));
        }
        return wrong(
                given,
                "%s is not a size; write a whole number with B, kB, KiB, MB, MiB, GB or GiB.".formatted(given.shown()));
    }

    private @Nullable Object uri(Given given) {
        if (!given.isScalar()) {
            return wrong(given, "a URI is expected, this is %s.".formatted(given.kind()));
        }
        try {
            URI uri = new URI(given.text());
            // Not the user's part of it: an authority with two @ has none for the parser.
            if (String.valueOf(uri.getRawAuthority()).contains("@")) {
                return wrong(given, "a URI must not carry a user or a password (not shown); give them as options.");
            }
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            return http && uri.getHost() != null ? uri : wrong(given, notAbsolute(given));
        } catch (URISyntaxException malformed) {
            // Its message quotes the whole value, which may carry a password; its reason does not.
            return wrong(
                    given,
                    "this is not a URI: %s.".formatted(malformed.getReason().toLowerCase(Locale.ROOT)));
        }
    }

    /** Without the value where it may be a URI with a password after all. */
    private static String notAbsolute(Given given) {
        boolean open = !given.isPlain() || !given.text().contains("@");
        return "%s is not an absolute http or https URI; write for example https://api.example.com/."
                .formatted(open ? given.shown() : "this");
    }

    private @Nullable Object strings(Given given) {
        if (given.value().valueType() != ConfigValueType.LIST) {
            return wrong(given, "a list of texts is expected, this is %s.".formatted(given.kind()));
        }
        List<String> texts = new ArrayList<>();
        for (ConfigValue value : (ConfigList) given.value()) {
            Given element = Given.of(value, given.place().element(texts.size()));
            if (!element.isScalar()) {
                return wrong(element, "a text is expected, this is %s.".formatted(element.kind()));
            }
            texts.add(element.text());
        }
        return List.copyOf(texts);
    }

    private @Nullable Object stringMap(Given given) {
        if (!given.isObject()) {
            return wrong(given, "an object of texts is expected, this is %s.".formatted(given.kind()));
        }
        Map<String, String> texts = new LinkedHashMap<>();
        for (String key : Keys.inOrder(given.object())) {
            Given entry =
                    Given.of(Keys.value(given.object(), key), given.place().child(key));
            if (!entry.isScalar()) {
                return wrong(entry, "a text is expected, this is %s.".formatted(entry.kind()));
            }
            texts.put(key, entry.text());
        }
        return Collections.unmodifiableMap(texts);
    }

    private static boolean isNumberAlone(Given given) {
        return given.isScalar() && given.text().matches("-?\\d+(\\.\\d+)?");
    }

    /** The number for the advice; of a value from outside nothing is shown. */
    private static String numberAlone(Given given) {
        return given.isPlain() ? given.text() : "30";
    }

    private @Nullable Object wrong(Given given, String message) {
        problems.error(given.place(), message);
        return null;
    }
}
