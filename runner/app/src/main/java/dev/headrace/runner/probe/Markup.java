package dev.headrace.runner.probe;

import java.io.StringReader;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;

/** What is said of an answer that is no JSON. Immutable. */
record Markup(List<String> lines) {
    static Optional<Markup> of(Answer answer) {
        String type = answer.field("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        if (answer.status() >= 400) {
            return Optional.empty();
        }
        if (type.contains("ndjson") || type.contains("jsonl") || type.contains("json-seq")) {
            return Optional.of(new Markup(List.of("  format = ndjson")));
        }
        if (type.contains("csv")) {
            return Optional.of(new Markup(csv(answer.text())));
        }
        return type.contains("xml") ? Optional.of(new Markup(xml(answer.text()))) : Optional.empty();
    }

    private static List<String> csv(String text) {
        String head = text.lines().findFirst().orElse("");
        char separator = head.chars().filter(c -> c == ';').count()
                        > head.chars().filter(c -> c == ',').count()
                ? ';'
                : ',';
        String first =
                head.split(String.valueOf(separator), 2)[0].replace("\"", "").strip();
        List<String> lines = new ArrayList<>(List.of("  format = csv"));
        if (separator == ';') {
            lines.add("  separator = \";\"");
        }
        if (!first.equals("id")) {
            lines.add("  # unsure: is the first column what a record is known by?");
            lines.add("  id = \"%s\"".formatted(first));
        }
        return lines;
    }

    private static List<String> xml(String text) {
        Map<String, Integer> counts = new HashMap<>();
        try {
            count(text, counts);
        } catch (XMLStreamException cut) {
            // Only its beginning was kept, which is enough to see what repeats.
        }
        Optional<String> repeated = counts.entrySet().stream()
                .filter(entry -> entry.getValue() > 1)
                // The highest element that repeats; of those the most frequent one.
                .min(Comparator.comparing((Map.Entry<String, Integer> entry) ->
                                entry.getKey().split("/", -1).length)
                        .thenComparing(entry -> -entry.getValue()))
                .map(Map.Entry::getKey);
        return repeated.map(path -> List.of(
                        "  format = xml",
                        "  records = \"%s\"".formatted(path),
                        "  # unsure: 'id' of the elements; links may lead to further pages"))
                .orElse(List.of(
                        "  format = xml",
                        "  # unsure: no element repeats; say where the records are",
                        "  single = true"));
    }

    /** How often there is an element at each path below the root. */
    private static void count(String text, Map<String, Integer> counts) throws XMLStreamException {
        XMLInputFactory factory = XMLInputFactory.newFactory();
        factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
        factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
        XMLStreamReader reader = factory.createXMLStreamReader(new StringReader(text));
        Deque<String> path = new ArrayDeque<>();
        while (reader.hasNext()) {
            int event = reader.next();
            if (event == XMLStreamConstants.START_ELEMENT) {
                String parent = path.isEmpty() ? null : path.peek();
                String here = parent == null ? "" : parent + "/" + reader.getLocalName();
                path.push(here);
                counts.merge(here, 1, Integer::sum);
            } else if (event == XMLStreamConstants.END_ELEMENT) {
                path.pop();
            }
        }
    }
}
