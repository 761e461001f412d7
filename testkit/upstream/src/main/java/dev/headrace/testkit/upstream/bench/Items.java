package dev.headrace.testkit.upstream.bench;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;

/** Single records. Immutable. */
final class Items implements Responder {
    private final BenchSize size;

    Items(BenchSize size) {
        this.size = size;
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        String text = request.path().substring("/items/".length());
        int id = text.matches("\\d{1,9}") ? Integer.parseInt(text) : 0;
        return id >= 1 && id <= size.records() ? Reply.json(BenchRecord.json(id)) : Reply.status(404);
    }
}
