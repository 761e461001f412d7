package dev.headrace.engine.budget.dialect;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/** Picks single values out of JSON without keeping the rest. A body that was cut or is broken tells what stood before that. */
final class JsonTexts {
    private static final JsonFactory FACTORY = new JsonFactory();

    private JsonTexts() {}

    /**
     * Finds values that are no arrays and no objects.
     *
     * @param pointers where they are, as JSON pointers
     * @return texts by pointer; without those that are not there, or null
     */
    static Map<String, String> find(String json, Set<String> pointers) {
        Map<String, String> found = new HashMap<>();
        if (pointers.isEmpty() || !json.stripLeading().startsWith("{")) {
            return found;
        }
        try (JsonParser parser = FACTORY.createParser(ObjectReadContext.empty(), json)) {
            for (JsonToken token = parser.nextToken(); token != null && found.size() < pointers.size(); ) {
                visit(parser, token, pointers, found);
                token = parser.nextToken();
            }
        } catch (JacksonException broken) {
            // What was found is kept: nothing after the break can change it.
            return found;
        }
        return found;
    }

    private static void visit(JsonParser parser, JsonToken token, Set<String> pointers, Map<String, String> found) {
        if (token.isScalarValue()) {
            String at = at(parser);
            if (token != JsonToken.VALUE_NULL && pointers.contains(at)) {
                found.putIfAbsent(at, parser.getString());
            }
        } else if (token.isStructStart() && !leadsTo(at(parser), pointers)) {
            parser.skipChildren();
        }
    }

    private static String at(JsonParser parser) {
        return parser.streamReadContext().pathAsPointer().toString();
    }

    private static boolean leadsTo(String at, Collection<String> pointers) {
        for (String pointer : pointers) {
            if (at.isEmpty() || pointer.startsWith(at) && pointer.startsWith("/", at.length())) {
                return true;
            }
        }
        return false;
    }
}
