package dev.headrace.connectors.rest;

import dev.headrace.spi.HttpCall;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One list of an API. Immutable.
 *
 * @param parent the stream whose every record has such a list; empty for a list of its own
 * @param carried the fields of ancestors' records that its items carry, for templates that are filled later
 * @param each the values for which the list is asked; empty for one list
 * @param limits names of further limits that its requests are under
 */
record RestStream(
        String name,
        Request request,
        Reading reading,
        Identity id,
        Shaping shaping,
        Walk walk,
        Optional<RestCursor> cursor,
        Optional<Windows> windows,
        Optional<String> parent,
        List<Reference> carried,
        List<String> each,
        List<String> limits) {

    /** True if its first requests depend on the present, which only {@code collect} knows. */
    boolean isLate() {
        return windows.isPresent()
                || request.references().anyMatch(reference -> reference.kind() == Reference.Kind.NOW);
    }

    /** All fields of records that its own templates take. */
    Stream<Reference> wanted() {
        Stream<Reference> shaped = Stream.concat(shaping.references(), id.references());
        Stream<Reference> counted = windows.stream()
                .flatMap(one -> one.split().stream())
                .flatMap(one -> one.count().stream())
                .flatMap(Request::references);
        return Stream.concat(request.references(), Stream.concat(shaped, counted))
                .filter(Reference::isField);
    }

    RestStream carrying(List<Reference> references) {
        return new RestStream(
                name, request, reading, id, shaping, walk, cursor, windows, parent, references, each, limits);
    }

    /** The call of a page. */
    HttpCall call(WorkItem item, String from) {
        HttpCall call = reading.call(request.call(item), from);
        for (String limit : limits) {
            call = call.under(limit);
        }
        return call;
    }
}
