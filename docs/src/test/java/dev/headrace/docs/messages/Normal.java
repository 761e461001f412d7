package dev.headrace.docs.messages;

import java.nio.file.Path;
import java.util.regex.Pattern;

/** Takes out of a text what differs between machines, days and versions of Java. Stateless. */
final class Normal {
    private record Rule(Pattern pattern, String replacement) {
        Rule(String pattern, String replacement) {
            this(Pattern.compile(pattern), replacement);
        }
    }

    private static final Rule[] RULES = {
        new Rule("\\b(127\\.0\\.0\\.1|localhost)[:-]\\d{4,5}\\b", "$1:PORT"),
        new Rule("\\d{4}-\\d\\d-\\d\\dT[\\d:.]+Z", "TIME"),
        new Rule("\\b\\d+(\\.\\d+)? (ms|s|min)\\b(?! allowed)", "N ms"),
        new Rule(
                "\\S*/(headrace-)?connectors/?(target/classes|target/headrace-connectors|-)[^ ,]*",
                "headrace-connectors.jar"),
        new Rule("wait \\d[\\dhms.]+,", "wait N,"),
        new Rule("x{70}", "nowhere"),
        new Rule("body of [\\d,]+ bytes expands", "body of N bytes expands"),
        new Rule("Connection reset by peer", "Connection reset"),
        // Each system and version of Java says these in words of its own.
        new Rule("Name or service not known|Temporary failure in name resolution", "Name or service not known"),
        new Rule("Unrecognized SSL message, plaintext connection\\?", "Unsupported or unrecognized SSL message"),
        new Rule("\\((certificate_unknown|unable_to_verify)\\) ", ""),
        new Rule("versions up to \\d+\\.0", "versions up to N"),
        new Rule("headrace-(carrier|io|blocking)-\\d+", "headrace-$1-N"),
        new Rule("@[0-9a-f]{5,8}\\b", "@HASH"),
        new Rule("this process \\d+", "this process PID"),
        new Rule("(\\w+)\\.java:\\d+", "$1.java:LINE"),
        // JDK 17 and later ones name the same thing with and without the module's version.
        new Rule("java\\.base@[\\d.]+/", ""),
        new Rule("java\\.base/", ""),
    };

    private Normal() {}

    /** @param directory that the text may name */
    static String of(String text, Path directory) {
        String normal = text.replace(directory + "/", "").replace(directory.toString(), ".");
        for (Rule rule : RULES) {
            normal = rule.pattern().matcher(normal).replaceAll(rule.replacement());
        }
        return String.join("\n", normal.lines().map(String::stripTrailing).toList())
                .strip();
    }
}
