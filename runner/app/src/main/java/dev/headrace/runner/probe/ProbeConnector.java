package dev.headrace.runner.probe;

import dev.headrace.spi.Connector;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.net.URI;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.stream.IntStream;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** The first page, and the second if its address can be told. */
final class ProbeConnector implements Connector {
    private static final JsonMapper JSON = JsonMapper.shared();
    private static final String URL = "url";
    private static final String NTH = "nth";

    private final String target;

    ProbeConnector(String target) {
        this.target = target;
    }

    @Override
    public Step plan(Cursors cursors) {
        return Step.empty().then(WorkItem.of("answer").with(NTH, 1).with(URL, target));
    }

    @Override
    public CompletionStage<Step> collect(WorkItem item, StepContext context) {
        // An answer that refuses tells something, too. What throttles is the engine's affair.
        int[] refusals =
                IntStream.rangeClosed(400, 499).filter(status -> status != 429).toArray();
        HttpCall call = HttpCall.get(item.arg(URL)).accepting(refusals).decodedBy(ProbeConnector::tree);
        return context.http().send(call).thenApply(reply -> step(item, reply));
    }

    private static Step step(WorkItem item, HttpReply reply) {
        Answer answer = answer(reply);
        Step step = Step.empty().emit(ProbeProvider.STREAM, item.arg(NTH), answer.json());
        Optional<String> next = item.arg(NTH).equals("1")
                ? Paging.of(answer, Records.in(answer)).address()
                : Optional.empty();
        next.ifPresent(address -> step.then(
                item.with(NTH, 2).with(URL, resolved(reply.uri(), address).toString())));
        return step;
    }

    /** As RFC 3986, 5.2.2 has it; {@link URI#resolve} drops the last segment where only a query is given. */
    private static URI resolved(URI page, String reference) {
        return reference.startsWith("?")
                ? URI.create(page.toString().replaceFirst("\\?.*", "") + reference)
                : page.resolve(reference);
    }

    /** What is no JSON is looked at as text. */
    private static JsonNode tree(byte[] body, String contentType) {
        try {
            return body.length == 0 ? JSON.missingNode() : JSON.readTree(body);
        } catch (JacksonException other) {
            return JSON.missingNode();
        }
    }

    private static Answer answer(HttpReply reply) {
        ObjectNode fields = JSON.createObjectNode();
        for (String name : Answer.FIELDS) {
            reply.header(name).ifPresent(value -> fields.put(name, value));
        }
        reply.link("next").ifPresent(next -> fields.put(Answer.NEXT, next.toString()));
        String text = reply.text();
        JsonNode body = reply.json();
        ObjectNode json = JSON.createObjectNode();
        json.put("status", reply.status()).put("url", reply.uri().toString());
        json.set("fields", fields);
        json.put("text", text.substring(0, Math.min(text.length(), Answer.MOST_TEXT)));
        json.set("body", body.isMissingNode() ? JSON.nullNode() : body);
        return new Answer(json);
    }
}
