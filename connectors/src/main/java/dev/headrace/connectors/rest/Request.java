package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpCall;
import dev.headrace.spi.Pages;
import dev.headrace.spi.WorkItem;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * How a stream asks. Its templates are filled when an item is made, so that the item says what is asked; what is the same in every
 * request stays here. Immutable.
 *
 * @param cursorParam of the query that takes the cursor, empty text when none does
 * @param place where the value goes that changes from page to page
 */
record Request(
        Template path,
        Map<String, Template> params,
        Map<String, Template> headers,
        Optional<Body> body,
        String cursorParam,
        Place place) {
    private static final String BODY = "body";
    private static final String HEADER = "header-";

    /** What is filled in. */
    Stream<Reference> references() {
        Stream<Template> query = Stream.concat(params.values().stream(), headers.values().stream());
        Stream<Reference> head = Stream.concat(Stream.of(path), query).flatMap(Template::references);
        return Stream.concat(head, body.stream().flatMap(Body::references));
    }

    /** The item of the first page. */
    WorkItem on(WorkItem item, Known known, Optional<String> cursor) {
        Known all = known.since(cursor);
        HttpCall first = HttpCall.get(path.fill(all, Encoding.PATH));
        for (Map.Entry<String, Template> param : params.entrySet()) {
            boolean waits = cursor.isEmpty() && usesCursor(param.getValue());
            first = waits ? first : first.query(param.getKey(), param.getValue().fill(all, Encoding.NONE));
        }
        if (cursor.isPresent() && !cursorParam.isEmpty()) {
            first = first.query(cursorParam, cursor.get());
        }
        WorkItem asked = item.with(Pages.URL, first.target());
        for (Map.Entry<String, Template> field : headers.entrySet()) {
            asked = field.getValue().isFixed()
                    ? asked
                    : asked.with(HEADER + field.getKey(), field.getValue().fill(all, Encoding.HEADER));
        }
        return body.isPresent() && body.get().references().findAny().isPresent()
                ? asked.with(BODY, body.get().fill(all))
                : asked;
    }

    /** True if there can be no request without a cursor: only a parameter can be left out. */
    boolean needsCursor() {
        Stream<Reference> head =
                Stream.concat(Stream.of(path), headers.values().stream()).flatMap(Template::references);
        return Stream.concat(head, body.stream().flatMap(Body::references))
                .anyMatch(reference -> reference.kind() == Reference.Kind.CURSOR);
    }

    private static boolean usesCursor(Template template) {
        return template.references().anyMatch(reference -> reference.kind() == Reference.Kind.CURSOR);
    }

    /** The call that an item stands for. */
    HttpCall call(WorkItem item) {
        Address address = place.isMoved()
                ? Address.without(item.arg(Pages.URL), place.name())
                : new Address(item.arg(Pages.URL), Optional.empty());
        HttpCall call =
                headed(body.isPresent() ? posted(body.get(), item, address) : HttpCall.get(address.rest()), item);
        return place.in() == Place.In.HEADER && address.value().isPresent()
                ? call.header(place.name(), address.value().get())
                : call;
    }

    /** A call with the header fields that all requests of the stream have. */
    HttpCall headed(HttpCall plain, WorkItem item) {
        HttpCall call = plain;
        for (Map.Entry<String, Template> field : headers.entrySet()) {
            String value = item.optionalArg(HEADER + field.getKey())
                    .orElseGet(() -> field.getValue().fill(Known.NOTHING, Encoding.HEADER));
            call = call.header(field.getKey(), value);
        }
        return call;
    }

    private HttpCall posted(Body content, WorkItem item, Address address) {
        String filled = item.optionalArg(BODY).orElseGet(() -> content.fill(Known.NOTHING));
        boolean put = place.in() == Place.In.BODY && address.value().isPresent();
        return content.post(
                address.rest(), put ? content.put(filled, place, address.value().get()) : filled);
    }
}
