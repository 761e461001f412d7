package dev.headrace.connectors.couchdb;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** One database as CouchDB 3 serves its changes: positions are texts that say nothing, and each document has its last change only. */
final class CouchDbDatabase {
    private final Map<String, Long> documents = new LinkedHashMap<>();
    private long sequence;

    CouchDbDatabase(int count) {
        for (int number = 1; number <= count; number++) {
            change("doc-" + number);
        }
    }

    synchronized void change(String id) {
        documents.remove(id);
        documents.put(id, ++sequence);
    }

    synchronized Reply changes(ReceivedRequest request) {
        long since = number(request.query("since").orElse("0"));
        List<Map.Entry<String, Long>> after = documents.entrySet().stream()
                .filter(change -> change.getValue() > since)
                .toList();
        List<Map.Entry<String, Long>> page =
                after.stream().limit(request.query("limit", 1_000)).toList();
        String results = page.stream().map(CouchDbDatabase::change).collect(Collectors.joining(",", "[", "]"));
        long last = page.isEmpty() ? since : page.get(page.size() - 1).getValue();
        return Reply.json("{\"results\":%s,\"last_seq\":\"%s\",\"pending\":%d}"
                .formatted(results, position(last), after.size() - page.size()));
    }

    private static String change(Map.Entry<String, Long> change) {
        return "{\"seq\":\"%s\",\"id\":\"%s\",\"changes\":[{\"rev\":\"1-a\"}]%s,\"doc\":{\"_id\":\"%2$s\",\"_rev\":\"1-a\"}}"
                .formatted(
                        position(change.getValue()),
                        change.getKey(),
                        change.getKey().equals("doc-3") ? ",\"deleted\":true" : "");
    }

    /** The number is for this class only; what follows changes its order as text. */
    private static String position(long number) {
        return number + "-g1AAAA" + Long.toHexString(~number);
    }

    private static long number(String position) {
        return Long.parseLong(position.replaceAll("-.*", ""));
    }
}
