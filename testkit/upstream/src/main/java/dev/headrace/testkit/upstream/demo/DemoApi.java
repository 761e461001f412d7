package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the twelve have in common: records, and pages of at most a certain size. Immutable. */
abstract class DemoApi implements Responder {
    final Dataset data;
    private final int pageSize;

    DemoApi(Dataset data, int pageSize) {
        this.data = data;
        this.pageSize = pageSize;
    }

    static DemoApi of(UpstreamKind kind, Dataset data, int pageSize) {
        return switch (kind) {
            case LINK_HEADER -> new LinkHeaderApi(data, pageSize);
            case PAGE_NUMBER, STRICT_LIMIT -> new PageNumberApi(data, pageSize);
            case OFFSET -> new OffsetApi(data, pageSize);
            case OPAQUE_CURSOR -> new OpaqueCursorApi(data, pageSize);
            case KEYSET -> new KeysetApi(data, pageSize);
            case NDJSON -> new NdjsonApi(data, pageSize);
            case CSV -> new CsvApi(data, pageSize);
            case ATOM -> new AtomApi(data, pageSize);
            case GRAPHQL -> new GraphqlApi(data, pageSize);
            case CONTINUATION -> new ContinuationApi(data, pageSize);
            case FLAKY -> new NextUrlApi(data, pageSize);
        };
    }

    /** The page size that a client wishes by a parameter, cut to what the upstream grants. */
    final int size(ReceivedRequest request, String parameter) {
        return granted(request.query(parameter, pageSize));
    }

    final int granted(long wished) {
        return (int) Math.max(1, Math.min(pageSize, wished));
    }

    final int pageSize() {
        return pageSize;
    }

    /** The page asked for, counted from 1. */
    static long page(ReceivedRequest request) {
        return Math.max(1, request.query("page", 1));
    }

    /** The parameter {@code since} of a request, for the address of the next page; empty if it has none. */
    static String since(ReceivedRequest request) {
        return request.query("since")
                .map(time -> "&since=" + URLEncoder.encode(time, StandardCharsets.UTF_8))
                .orElse("");
    }

    static ArrayNode array(List<DemoRecord> records) {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(records.size());
        records.forEach(item -> array.add(item.json()));
        return array;
    }

    static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    static Reply json(JsonNode body) {
        return Reply.json(body.toString());
    }
}
