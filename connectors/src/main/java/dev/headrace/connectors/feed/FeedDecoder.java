package dev.headrace.connectors.feed;

import dev.headrace.spi.BodyDecoder;
import javax.xml.stream.XMLStreamException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** A feed in whatever format as {@code {"entries": [...]}}, each entry in one form. Stateless; runs on the engine's carriers. */
final class FeedDecoder implements BodyDecoder {
    static final String ENTRIES = "/entries";

    private static final JsonMapper JSON = new JsonMapper();
    private static final String[][] JSON_FIELDS = {
        {"id", "/id"},
        {"title", "/title"},
        {"link", "/url"},
        {"link", "/external_url"},
        {"published", "/date_published"},
        {"updated", "/date_modified"},
        {"author", "/authors/0/name"},
        {"author", "/author/name"},
        {"summary", "/summary"},
        {"content", "/content_html"},
        {"content", "/content_text"}
    };

    @Override
    public JsonNode decode(byte[] body, String contentType) throws XMLStreamException {
        ObjectNode feed = JSON.createObjectNode();
        String text = FeedText.of(body, contentType);
        if (text.isBlank()) {
            throw new IllegalArgumentException("the feed is empty");
        }
        ArrayNode entries = text.stripLeading().startsWith("{") ? json(text) : xml(text);
        feed.set("entries", entries);
        return feed;
    }

    /** What is not well-formed is tried once more after the usual mistakes were taken out of it. */
    private static ArrayNode xml(String text) throws XMLStreamException {
        try {
            return FeedXml.entries(text, JSON);
        } catch (XMLStreamException broken) {
            try {
                return FeedXml.entries(FeedText.repaired(text), JSON);
            } catch (XMLStreamException hopeless) {
                hopeless.addSuppressed(broken);
                throw hopeless;
            }
        }
    }

    private static ArrayNode json(String text) {
        JsonNode items = JSON.readTree(text).path("items");
        if (!items.isArray()) {
            throw new IllegalArgumentException("is JSON and no JSON Feed: it has no list 'items'");
        }
        ArrayNode entries = JSON.createArrayNode();
        for (JsonNode item : items) {
            FeedEntry entry = new FeedEntry();
            for (String[] field : JSON_FIELDS) {
                entry.put(field[0], item.at(field[1]).asString(""));
            }
            entries.add(entry.node(JSON));
        }
        return entries;
    }
}
