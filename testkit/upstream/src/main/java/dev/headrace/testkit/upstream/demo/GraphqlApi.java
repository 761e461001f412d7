package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.OptionalInt;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** One GraphQL connection in Relay's shape; its errors come under 200. */
final class GraphqlApi extends DemoApi {
    GraphqlApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        try {
            JsonNode body = JsonMapper.shared().readTree(request.bodyText());
            return body.isObject() ? answer(body) : malformed("the body is no JSON object");
        } catch (JacksonException broken) {
            return malformed("the body is no JSON: " + broken.getOriginalMessage());
        }
    }

    private Reply answer(JsonNode body) {
        JsonNode variables = body.path("variables");
        OptionalInt from = variables.hasNonNull("after")
                ? Cursor.index(variables.path("after").asString(""))
                : OptionalInt.of(0);
        if (!body.path("query").asString("").matches("(?s).*\\brecords\\b.*")) {
            return error("Cannot find a field to answer: this schema has the field \"records\" only.");
        }
        if (from.isEmpty()) {
            return error("Argument \"after\" has an invalid cursor.");
        }
        try {
            Dataset asked = variables.hasNonNull("since")
                    ? data.updatedAfter(Instant.parse(variables.path("since").asString("")))
                    : data;
            return page(asked, from.getAsInt(), granted(variables.path("first").asInt(pageSize())));
        } catch (DateTimeParseException malformed) {
            return error("Argument \"since\" is no RFC 3339 time.");
        }
    }

    private static Reply page(Dataset data, int from, int first) {
        int end = Math.min(data.size(), from + first);
        ObjectNode records = object().put("totalCount", data.size());
        records.putObject("pageInfo").put("hasNextPage", end < data.size()).put("endCursor", Cursor.at(end));
        records.set("nodes", array(data.slice(from, first)));
        ObjectNode answer = object();
        answer.putObject("data").set("records", records);
        return json(answer);
    }

    private static Reply error(String message) {
        ObjectNode answer = object();
        answer.putArray("errors").addObject().put("message", message);
        return json(answer.putNull("data"));
    }

    private static Reply malformed(String message) {
        return error(message).withStatus(400);
    }
}
