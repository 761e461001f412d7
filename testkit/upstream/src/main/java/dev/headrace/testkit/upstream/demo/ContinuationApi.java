package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.Optional;
import java.util.OptionalInt;
import tools.jackson.databind.node.ObjectNode;

/** MediaWiki's way: an object of parameters to repeat, and errors under 200. */
final class ContinuationApi extends DemoApi {
    private static final String MARK = "-||";

    ContinuationApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        boolean asked = request.query("action").equals(Optional.of("query"))
                && request.query("list").equals(Optional.of("records"));
        if (!asked) {
            return error("missingparam", "This API answers action=query&list=records only.");
        }
        OptionalInt from = position(request);
        return from.isPresent()
                ? page(from.getAsInt(), size(request, "limit"))
                : error("badcontinue", "Invalid continue parameters: repeat every member of \"continue\" as it came.");
    }

    private static OptionalInt position(ReceivedRequest request) {
        Optional<String> token = request.query("rccontinue");
        Optional<String> mark = request.query("continue").filter(text -> !text.isEmpty());
        if (token.isEmpty() && mark.isEmpty()) {
            return OptionalInt.of(0);
        }
        return mark.equals(Optional.of(MARK)) ? Cursor.index(token.orElse("")) : OptionalInt.empty();
    }

    private Reply page(int from, int limit) {
        ObjectNode answer = object();
        int end = from + limit;
        if (end < data.size()) {
            answer.putObject("continue").put("rccontinue", Cursor.at(end)).put("continue", MARK);
        } else {
            answer.put("batchcomplete", true);
        }
        answer.putObject("query").set("records", array(data.slice(from, limit)));
        return json(answer);
    }

    private static Reply error(String code, String info) {
        ObjectNode answer = object();
        answer.putObject("error").put("code", code).put("info", info);
        return json(answer).withHeader("MediaWiki-API-Error", code);
    }
}
