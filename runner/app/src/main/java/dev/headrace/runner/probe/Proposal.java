package dev.headrace.runner.probe;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A configuration for what was seen, with what is not sure marked as such. Immutable.
 *
 * @param answers the first page, and perhaps the second
 * @param token the variable of the environment that has the token; empty text for none
 */
record Proposal(List<Answer> answers, String token) {
    private static final Pattern POLICY = Pattern.compile("(?:\"[^\"]*\";q=)?(\\d+);\\s*w=(\\d+).*");

    /** Lines of HOCON. */
    List<String> lines() {
        Answer first = answers.get(0);
        List<String> lines = new ArrayList<>();
        lines.add("connectors {");
        lines.add("  %s {".formatted(instance(first.url())));
        lines.add("    connector = rest");
        lines.add("    base-url = \"%s\"".formatted(origin(first.url())));
        if (!token.isEmpty()) {
            lines.add("    auth { type = bearer, token = ${?%s} }".formatted(token));
        }
        first.field("WWW-Authenticate").ifPresent(asked -> lines.add("    # It asks for credentials: " + asked));
        limit(first).forEach(line -> lines.add("    " + line));
        lines.add("");
        stream(first).forEach(line -> lines.add("    " + line));
        lines.add("  }");
        lines.add("}");
        return lines;
    }

    private static String origin(URI url) {
        return url.getScheme() + "://" + url.getRawAuthority();
    }

    private static String instance(URI url) {
        String name = url.getHost()
                .toLowerCase(Locale.ROOT)
                .replaceFirst("^(www|api)\\.", "")
                .replaceFirst("\\.[a-z]+$", "");
        return name.matches("[a-z][a-z0-9-]*") ? name : "probed";
    }

    private static List<String> limit(Answer answer) {
        Map<String, String> said = answer.limits();
        List<String> lines = new ArrayList<>();
        said.forEach((name, value) -> lines.add("# It said %s: %s".formatted(name, value)));
        Matcher policy = POLICY.matcher(said.getOrDefault("RateLimit-Policy", ""));
        if (policy.matches()) {
            lines.add("limit { permits = %s, per = %ss, concurrency = 4 }".formatted(policy.group(1), policy.group(2)));
        } else {
            lines.add(
                    said.isEmpty()
                            ? "# unsure: it said nothing about limits; look them up"
                            : "# unsure: what is said is heeded as it comes; look up 'permits' and 'per'");
            lines.add("limit { concurrency = 2 }");
        }
        return lines;
    }

    private List<String> stream(Answer answer) {
        Records records = Records.in(answer);
        Optional<Markup> markup = Markup.of(answer);
        List<String> lines = new ArrayList<>();
        lines.add("streams.%s {".formatted(streamName(answer.url())));
        lines.add("  path = \"%s\"".formatted(path(answer.url())));
        if (markup.isPresent()) {
            lines.addAll(markup.get().lines());
        } else {
            lines.addAll(Found.lines(answer, records));
            lines.addAll(paging(answer, records));
            records.change().ifPresent(field -> {
                lines.add("  # unsure: is there a parameter for what has changed since?");
                lines.add("  # incremental { param = since, field = %s }".formatted(field));
            });
        }
        boolean paged = lines.stream().anyMatch(line -> line.startsWith("  pagination"));
        if (!paged
                && answer.field("ETag").or(() -> answer.field("Last-Modified")).isPresent()) {
            lines.add("  conditional = true");
        }
        lines.add("}");
        return lines;
    }

    private List<String> paging(Answer answer, Records records) {
        Paging paging = Paging.of(answer, records);
        if (paging.lines().isEmpty()) {
            return List.of("  # unsure: nothing was seen that leads to further pages; see 'pagination'");
        }
        List<String> lines = new ArrayList<>();
        confirmation(records).ifPresent(lines::add);
        if (!paging.doubt().isEmpty()) {
            lines.add("  # unsure: " + paging.doubt());
        }
        lines.add("  pagination { %s }".formatted(String.join(", ", paging.lines())));
        return lines;
    }

    private Optional<String> confirmation(Records first) {
        if (answers.size() < 2) {
            return Optional.empty();
        }
        Records second = Records.in(answers.get(1));
        boolean other = !second.elements().isEmpty() && !second.elements().equals(first.elements());
        return Optional.of(
                other
                        ? "  # The second page was fetched, and has %d other records."
                                .formatted(second.elements().size())
                        : "  # unsure: the second page was fetched, and has no other records");
    }

    private static String path(URI url) {
        String query = url.getRawQuery() == null ? "" : "?" + url.getRawQuery();
        String path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
        return (path + query).replace("{", "{{").replace("}", "}}").replace("\"", "%22");
    }

    private static String streamName(URI url) {
        String[] segments = url.getPath().split("/", -1);
        for (int i = segments.length - 1; i >= 0; i--) {
            String name = segments[i].toLowerCase(Locale.ROOT).replaceFirst("\\.[a-z]+$", "");
            if (name.matches("[a-z][a-z_-]*")) {
                return name;
            }
        }
        return "records";
    }
}
