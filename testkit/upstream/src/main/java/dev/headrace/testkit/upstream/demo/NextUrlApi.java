package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import tools.jackson.databind.node.ObjectNode;

/** Pages that name the URL of the next one. */
final class NextUrlApi extends DemoApi {
    NextUrlApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        long page = page(request);
        ObjectNode answer = object();
        answer.set("items", array(data.slice((page - 1) * pageSize(), pageSize())));
        if (page * pageSize() < data.size()) {
            answer.put("next", request.absolute(request.path()) + "?page=" + (page + 1) + since(request));
        } else {
            answer.putNull("next");
        }
        return json(answer);
    }
}
