package dev.headrace.testkit.upstream.recording;

import java.util.List;
import java.util.Locale;
import java.util.Set;

/** One request and its answer: the headers without those that would be wrong now, the body inflated. Immutable. */
final class RecordedExchange {
    /** What was said about the connection and the encoding of then; the status is repeated by some recorders. */
    private static final Set<String> OF_THEN =
            Set.of("content-encoding", "transfer-encoding", "content-length", "connection", "keep-alive", "status");

    private final RequestShape request;
    private final int status;
    private final List<Field> fields;
    private final byte[] body;

    /** @param body as it was recorded, compressed or not; belongs to the exchange from now on */
    RecordedExchange(RequestShape request, int status, List<Field> recorded, byte[] body) {
        this.request = request;
        this.status = status;
        this.fields = recorded.stream().filter(field -> !field.ofThen()).toList();
        this.body = Bytes.inflate(body);
    }

    /** One line of the headers. */
    record Field(String name, String value) {
        boolean ofThen() {
            return OF_THEN.contains(name.toLowerCase(Locale.ROOT));
        }
    }

    RequestShape request() {
        return request;
    }

    int status() {
        return status;
    }

    List<Field> fields() {
        return fields;
    }

    /** Not a copy: nobody in this package writes to it. */
    byte[] body() {
        return body;
    }
}
