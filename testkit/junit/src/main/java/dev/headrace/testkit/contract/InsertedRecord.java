package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * An upstream into whose list a record is put at the front once the first page was answered: every later page begins with the
 * last record of the page before it. Everything else of each page, links and cursors too, stays its own. Nothing that was there
 * all the time is withheld: a page gives its last record away only to a page that has not been answered yet.
 */
final class InsertedRecord implements Fault.Answer {
    private static final JsonMapper JSON = new JsonMapper();

    private final List<RequestKey> walk;
    private final Set<JsonNode> data;
    private final Collection<String> secrets;
    // Guarded by this.
    private final Map<Integer, JsonNode> last = new HashMap<>();
    private final Set<Integer> withheld = new HashSet<>();
    private boolean unable;
    private final Map<Integer, Reply> given = new HashMap<>();
    private final Set<RequestKey> others = new HashSet<>();

    /**
     * @param walk the pages of the good run, from the first
     * @param data of the records of the good run, by which the list is known among others
     */
    InsertedRecord(List<RequestKey> walk, Set<JsonNode> data, Collection<String> secrets) {
        this.walk = List.copyOf(walk);
        this.data = Set.copyOf(data);
        this.secrets = List.copyOf(secrets);
    }

    /**
     * Whether the connector walked on as in the good run. One that makes the next address from the records it gets, as for a
     * keyset, asks an upstream that shifts nothing, and this one did not understand it.
     */
    synchronized boolean showedTheWholeWalk() {
        return !unable && (given.size() == walk.size() || others.isEmpty());
    }

    @Override
    public synchronized Reply reply(ReceivedRequest request, Responder healthy) {
        RequestKey key = RequestKey.received(request, secrets);
        Reply good = healthy.reply(request);
        int page = walk.indexOf(key);
        if (page < 0) {
            if (path(key).equals(path(walk.get(0)))) {
                others.add(key);
            }
            return good;
        }
        Reply known = given.get(page);
        Reply reply = known == null ? shifted(page, good) : known;
        given.put(page, reply);
        return reply;
    }

    private Reply shifted(int page, Reply good) {
        JsonNode body = parsed(good);
        ArrayNode list = body == null ? null : list(body);
        if (body == null || list == null) {
            unable |= withheld.contains(page - 1);
            return good;
        }
        JsonNode before = last.get(page - 1);
        if (!list.isEmpty()) {
            last.put(page, list.get(list.size() - 1));
        }
        if (before == null) {
            return good;
        }
        if (!list.isEmpty() && page < walk.size() - 1 && !given.containsKey(page + 1)) {
            list.remove(list.size() - 1);
            withheld.add(page);
        }
        list.insert(0, before);
        return good.withBody(body.toString());
    }

    private static @Nullable JsonNode parsed(Reply reply) {
        try {
            return JSON.readTree(reply.bodyText());
        } catch (JacksonException other) {
            return null; // another format: its pages cannot be shifted here
        }
    }

    /** The array that holds most of what became records, or the longest of all. */
    private @Nullable ArrayNode list(JsonNode node) {
        if (node instanceof ArrayNode array) {
            return array;
        }
        ArrayNode best = null;
        if (node instanceof ObjectNode object) {
            for (JsonNode field : object.values()) {
                ArrayNode found = list(field);
                if (found != null && (best == null || weight(found) > weight(best))) {
                    best = found;
                }
            }
        }
        return best;
    }

    private long weight(ArrayNode array) {
        return array.values().stream().filter(data::contains).count() * 10_000 + array.size();
    }

    private static String path(RequestKey key) {
        return key.target().replaceFirst("\\?.*", "");
    }
}
