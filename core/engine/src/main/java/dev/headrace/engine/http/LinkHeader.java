package dev.headrace.engine.http;

import java.net.URI;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Reads {@code Link} header fields (RFC 8288, 3). Lenient as its appendix B.2 asks: what is malformed ends the reading of its
 * field line, what came before counts. Confined to one thread.
 */
final class LinkHeader {
    private final String line;
    private int at;

    private LinkHeader(String line) {
        this.line = line;
    }

    /**
     * The first link with the relation, resolved.
     *
     * @param context the address of the answer: relative targets are relative to it, links about something else are passed over
     */
    static Optional<URI> find(List<String> lines, String rel, URI context) {
        for (String line : lines) {
            URI found = new LinkHeader(line).find(rel.toLowerCase(Locale.ROOT), context);
            if (found != null) {
                return Optional.of(found);
            }
        }
        return Optional.empty();
    }

    private @Nullable URI find(String rel, URI context) {
        while (skipTo('<')) {
            int end = line.indexOf('>', at);
            if (end < 0) {
                return null;
            }
            String target = line.substring(at, end);
            at = end + 1;
            URI resolved = matches(rel, context) ? resolve(context, target) : null;
            if (resolved != null) {
                return resolved;
            }
        }
        return null;
    }

    /** Reads the parameters up to the comma that ends the link. */
    private boolean matches(String rel, URI context) {
        String rels = null;
        boolean about = true;
        while (skipBlanks() && line.charAt(at) == ';') {
            at++;
            String name = name();
            String value = value();
            if (name.equals("rel") && rels == null) {
                rels = value;
            } else if (name.equals("anchor")) {
                about = context.equals(resolve(context, value));
            }
        }
        return about
                && rels != null
                && List.of(rels.toLowerCase(Locale.ROOT).trim().split("\\s+")).contains(rel);
    }

    private String name() {
        skipBlanks();
        int start = at;
        while (at < line.length() && "=;, \t".indexOf(line.charAt(at)) < 0) {
            at++;
        }
        return line.substring(start, at).toLowerCase(Locale.ROOT);
    }

    private String value() {
        if (!skipBlanks() || line.charAt(at) != '=') {
            return "";
        }
        at++;
        if (skipBlanks() && line.charAt(at) == '"') {
            return quoted();
        }
        int start = at;
        while (at < line.length() && line.charAt(at) != ';' && line.charAt(at) != ',') {
            at++;
        }
        return line.substring(start, at).trim();
    }

    private String quoted() {
        StringBuilder value = new StringBuilder();
        for (at++; at < line.length() && line.charAt(at) != '"'; at++) {
            if (line.charAt(at) == '\\' && at + 1 < line.length()) {
                at++;
            }
            value.append(line.charAt(at));
        }
        at++;
        return value.toString();
    }

    private boolean skipBlanks() {
        while (at < line.length() && (line.charAt(at) == ' ' || line.charAt(at) == '\t')) {
            at++;
        }
        return at < line.length();
    }

    private boolean skipTo(char wanted) {
        int found = at < line.length() ? line.indexOf(wanted, at) : -1;
        at = found + 1;
        return found >= 0;
    }

    private static @Nullable URI resolve(URI context, String reference) {
        try {
            return Targets.resolve(context, reference.trim());
        } catch (IllegalArgumentException noAddress) {
            return null;
        }
    }
}
