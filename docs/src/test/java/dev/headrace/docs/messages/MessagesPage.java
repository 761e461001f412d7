package dev.headrace.docs.messages;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The page of all messages: a chapter for each area, an entry for each provocation. Stateless. */
final class MessagesPage {
    private static final String HEAD = """
            # Messages

            <!-- Made by MessagesPageTest: change the message or its provocation, then run that test with -Dheadrace.pages=write. -->

            What Headrace says when something is wrong, each as a test has provoked it and as it was printed. Ports, times, counts of
            milliseconds, line numbers of Java and the directory are replaced by `PORT`, `TIME`, `N`, `LINE` and nothing. How the messages
            are collected, and which are not here, is in [decision 31](decisions/0031-messages-are-provoked.md).
            """;

    private MessagesPage() {}

    static String text(List<Area> areas, Map<Provocation, String> printed) {
        List<String> lines = new ArrayList<>(HEAD.lines().toList());
        for (Area area : areas) {
            lines.addAll(List.of("", "## " + area.title(), "", area.about().strip()));
            area.provocations().forEach(one -> lines.addAll(entry(one, printed.getOrDefault(one, ""))));
        }
        return String.join("\n", lines) + "\n";
    }

    private static List<String> entry(Provocation one, String printed) {
        List<String> lines = new ArrayList<>(List.of("", "### " + one.title(), ""));
        if (!one.given().isEmpty()) {
            lines.addAll(List.of("```conf", one.given(), "```", ""));
        }
        lines.addAll(List.of("```text", printed, "```"));
        return lines;
    }

    /** What a page says was printed, by title of the area and of the provocation. */
    static Map<String, String> entries(String page) {
        Map<String, String> entries = new LinkedHashMap<>();
        String area = "";
        String title = "";
        StringBuilder block = new StringBuilder();
        boolean inside = false;
        boolean given = false;
        for (String line : page.lines().toList()) {
            if (inside || given) {
                if (!line.equals("```")) {
                    block.append(inside ? line + "\n" : "");
                } else if (inside) {
                    entries.put(area + " / " + title, block.toString().strip());
                    block.setLength(0);
                }
                boolean ends = line.equals("```");
                inside = inside && !ends;
                given = given && !ends;
            } else if (line.startsWith("### ")) {
                title = line.substring(4);
            } else if (line.startsWith("## ")) {
                area = line.substring(3);
            } else {
                inside = line.equals("```text");
                given = line.equals("```conf");
            }
        }
        return entries;
    }
}
