package dev.headrace.engine.http;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.apache.hc.core5.util.TimeValue;

/** How long an idle connection is kept: what the server says in {@code Keep-Alive}, less a second for the way. Stateless. */
final class KeepAlive {
    /** For servers that do not say. Most close after 5 s to some minutes; a connection that met its end costs one replay. */
    static final TimeValue LONGEST = TimeValue.ofSeconds(60);

    private static final Pattern TIMEOUT = Pattern.compile("(?:^|[,\\s])timeout\\s*=\\s*(\\d{1,9})(?:$|[,\\s])");

    private KeepAlive() {}

    static TimeValue of(Fields fields) {
        return fields.first("Keep-Alive").map(KeepAlive::parse).orElse(LONGEST);
    }

    private static TimeValue parse(String value) {
        Matcher said = TIMEOUT.matcher(value.toLowerCase(Locale.ROOT));
        if (!said.find()) {
            return LONGEST;
        }
        return TimeValue.ofSeconds(Math.max(1, Math.min(60, Long.parseLong(said.group(1)) - 1)));
    }
}
