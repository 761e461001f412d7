package dev.headrace.connectors.feed;

import java.io.StringReader;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamConstants;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;

/**
 * RSS in all its versions, Atom and CDF. Names are read as they are written, so that an undeclared prefix spoils nothing; document types
 * and entities are not read at all, so that a feed can reach no file and no host. For one thread.
 */
final class FeedXml {
    private static final Set<String> ROOTS = Set.of("rss", "feed", "rdf", "channel", "item", "entry");
    private static final Set<String> ENTRY = Set.of("item", "entry");
    private static final Set<String> PREFIXES =
            Set.of("", "atom", "atom03", "atom10", "a", "rss", "rss1", "dc", "dcterms", "content");
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry("id", "id"),
            Map.entry("guid", "id"),
            Map.entry("identifier", "id"),
            Map.entry("title", "title"),
            Map.entry("link", "link"),
            Map.entry("published", "published"),
            Map.entry("pubdate", "published"),
            Map.entry("issued", "published"),
            Map.entry("created", "published"),
            Map.entry("date", "published"),
            Map.entry("updated", "updated"),
            Map.entry("modified", "updated"),
            Map.entry("author", "author"),
            Map.entry("creator", "author"),
            Map.entry("summary", "summary"),
            Map.entry("description", "summary"),
            Map.entry("abstract", "summary"),
            Map.entry("content", "content"),
            Map.entry("encoded", "content"));

    private final XMLStreamReader reader;
    private final JsonMapper json;

    private FeedXml(XMLStreamReader reader, JsonMapper json) {
        this.reader = reader;
        this.json = json;
    }

    static ArrayNode entries(String text, JsonMapper json) throws XMLStreamException {
        XMLStreamReader reader = Factory.INSTANCE.createXMLStreamReader(new StringReader(text));
        try {
            return new FeedXml(reader, json).entries();
        } finally {
            reader.close();
        }
    }

    private ArrayNode entries() throws XMLStreamException {
        ArrayNode entries = json.createArrayNode();
        boolean root = true;
        while (reader.hasNext()) {
            if (reader.next() == XMLStreamConstants.START_ELEMENT) {
                String name = name();
                if (root && !ROOTS.contains(name)) {
                    throw new IllegalArgumentException("is no feed: its root element is '%s', none of RSS, Atom or CDF"
                            .formatted(reader.getLocalName()));
                }
                root = false;
                if (ENTRY.contains(name)) {
                    entries.add(entry().node(json));
                }
            }
        }
        return entries;
    }

    private FeedEntry entry() throws XMLStreamException {
        FeedEntry entry = new FeedEntry();
        attribute("about").forEach(about -> entry.put("id", about));
        while (reader.next() != XMLStreamConstants.END_ELEMENT) {
            if (reader.isStartElement()) {
                field(entry);
            }
        }
        return entry;
    }

    private void field(FeedEntry entry) throws XMLStreamException {
        String field = PREFIXES.contains(prefix()) ? FIELDS.getOrDefault(name(), "") : "";
        boolean alternate = attribute("rel").stream().allMatch("alternate"::equals);
        List<String> address = attribute("href", "resource");
        StringBuilder text = new StringBuilder();
        inner(text, field.equals("author") ? entry : null);
        if (field.equals("link") && alternate) {
            address.forEach(href -> entry.put(field, href));
        }
        if (!field.isEmpty() && (!field.equals("link") || alternate)) {
            entry.put(field, text.toString());
        }
    }

    /**
     * The content of the element with the markup in it.
     *
     * @param named gets the name of an author that has one of its own; {@code null} for other elements
     */
    private void inner(StringBuilder text, @Nullable FeedEntry named) throws XMLStreamException {
        for (int event = reader.next(); event != XMLStreamConstants.END_ELEMENT; event = reader.next()) {
            if (event == XMLStreamConstants.START_ELEMENT && named != null) {
                StringBuilder part = new StringBuilder();
                String name = name();
                inner(part, null);
                if (name.equals("name")) {
                    named.put("author", part.toString());
                }
            } else if (event == XMLStreamConstants.START_ELEMENT) {
                String tag = reader.getLocalName();
                open(text, tag);
                inner(text, null);
                text.append("</").append(tag).append('>');
            } else if (reader.isCharacters() || event == XMLStreamConstants.CDATA) {
                text.append(reader.getText());
            }
        }
    }

    private void open(StringBuilder text, String tag) {
        text.append('<').append(tag);
        for (int number = 0; number < reader.getAttributeCount(); number++) {
            String name = reader.getAttributeLocalName(number);
            if (!name.equals("xmlns") && !"xmlns".equals(reader.getAttributePrefix(number))) {
                String value =
                        reader.getAttributeValue(number).replace("&", "&amp;").replace("\"", "&quot;");
                text.append(' ').append(name).append("=\"").append(value).append('"');
            }
        }
        text.append('>');
    }

    private List<String> attribute(String... names) {
        for (int number = 0; number < reader.getAttributeCount(); number++) {
            String name = reader.getAttributeLocalName(number).toLowerCase(Locale.ROOT);
            if (List.of(names).contains(name)) {
                return List.of(reader.getAttributeValue(number));
            }
        }
        return List.of();
    }

    private String prefix() {
        String written = reader.getLocalName();
        return written.substring(0, Math.max(0, written.indexOf(':'))).toLowerCase(Locale.ROOT);
    }

    private String name() {
        String written = reader.getLocalName();
        return written.substring(written.indexOf(':') + 1).toLowerCase(Locale.ROOT);
    }

    /** Made when the first feed arrives. Creating readers is thread-safe with the JDK's own once it is configured. */
    private static final class Factory {
        static final XMLInputFactory INSTANCE = make();

        private static XMLInputFactory make() {
            XMLInputFactory factory = XMLInputFactory.newDefaultFactory();
            factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
            factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
            factory.setProperty(XMLInputFactory.IS_NAMESPACE_AWARE, false);
            return factory;
        }
    }
}
