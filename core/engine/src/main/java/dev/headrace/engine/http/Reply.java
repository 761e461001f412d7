package dev.headrace.engine.http;

import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** A decoded answer. Immutable; the redaction only grows stricter. */
final class Reply implements HttpReply {
    private final Answered answer;
    private final Tree tree;
    private final Redaction redaction;
    private final String rest;

    Reply(Answered answer, Tree tree, Redaction redaction) {
        this(answer, tree, redaction, "");
    }

    /** @param rest where to go on; empty text when this is all */
    Reply(Answered answer, Tree tree, Redaction redaction, String rest) {
        this.rest = rest;
        this.answer = answer;
        this.tree = tree;
        this.redaction = redaction;
    }

    /** What the decoder made of a body: a tree, or why it is none, which is told to those who ask for it. */
    sealed interface Tree {
        /** A tree. */
        record Decoded(JsonNode node) implements Tree {}

        /** The body says itself that it is no JSON. */
        record None(HttpFailure why) implements Tree {}
    }

    int size() {
        return answer.body().length();
    }

    @Override
    public int status() {
        return answer.status();
    }

    @Override
    public URI uri() {
        return answer.uri();
    }

    @Override
    public Optional<String> header(String name) {
        return answer.fields().first(name).map(redaction::text);
    }

    @Override
    public List<String> headers(String name) {
        return answer.fields().all(name).stream().map(redaction::text).toList();
    }

    /** The values of a field with the secrets in them, for what signs the engine's own requests. */
    List<String> unhidden(String name) {
        return answer.fields().all(name);
    }

    @Override
    public Optional<URI> link(String rel) {
        return LinkHeader.find(answer.fields().all("Link"), rel, answer.uri()).map(redaction::uri);
    }

    @Override
    public JsonNode json() {
        if (tree instanceof Tree.Decoded decoded) {
            return decoded.node();
        }
        throw ((Tree.None) tree).why();
    }

    @Override
    public Optional<String> rest() {
        return rest.isEmpty() ? Optional.empty() : Optional.of(rest);
    }

    @Override
    public String text() {
        Octets body = answer.body();
        return new String(body.array(), 0, body.length(), MediaType.charset(answer.contentType()));
    }

    @Override
    public byte[] bytes() {
        return answer.body().copy();
    }

    @Override
    public Instant receivedAt() {
        return answer.receivedAt();
    }

    /** Status and address, for people. */
    @Override
    public String toString() {
        return status() + " " + uri();
    }
}
