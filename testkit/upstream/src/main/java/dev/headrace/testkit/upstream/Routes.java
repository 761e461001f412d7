package dev.headrace.testkit.upstream;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds the responder of a path: the exact one, else that of the longest prefix, else a 404 that lists what there is. */
final class Routes implements Responder {
    private final Map<String, Responder> exact = new HashMap<>();
    private final List<Route> prefixes = new ArrayList<>();
    private final String known;

    Routes(List<Route> routes) {
        for (Route route : routes) {
            if (route.pattern().prefix()) {
                prefixes.add(route);
            } else {
                exact.put(route.pattern().stem(), route.responder());
            }
        }
        prefixes.sort(
                Comparator.comparingInt((Route route) -> route.pattern().stem().length())
                        .reversed());
        known = routes.stream().map(route -> route.pattern().text()).collect(Collectors.joining(", "));
    }

    record Route(PathPattern pattern, Responder responder) {}

    @Override
    public Reply reply(ReceivedRequest request) {
        Responder found = find(request.path());
        return found == null ? notFound(request) : found.reply(request);
    }

    private @Nullable Responder find(String path) {
        Responder found = exact.get(path);
        for (int i = 0; found == null && i < prefixes.size(); i++) {
            found = prefixes.get(i).pattern().matches(path) ? prefixes.get(i).responder() : null;
        }
        return found;
    }

    private Reply notFound(ReceivedRequest request) {
        return Reply.text("This upstream has no route for " + request.path() + ". It has: " + known + ".\n")
                .withStatus(404);
    }
}
