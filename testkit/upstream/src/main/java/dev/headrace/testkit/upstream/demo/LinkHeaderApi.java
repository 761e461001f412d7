package dev.headrace.testkit.upstream.demo;

import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;

/** Pages linked by {@code Link} (RFC 8288); {@code since} selects what is newer. */
final class LinkHeaderApi extends DemoApi {
    LinkHeaderApi(Dataset data, int pageSize) {
        super(data, pageSize);
    }

    @Override
    public Reply reply(ReceivedRequest request) {
        Optional<String> since = request.query("since");
        try {
            int first = since.map(Instant::parse).map(data::indexUpdatedAfter).orElse(0);
            return page(request, first, since.map(LinkHeaderApi::parameter).orElse(""));
        } catch (DateTimeParseException malformed) {
            return json(object().put("message", "since is no RFC 3339 time: " + malformed.getParsedString()))
                    .withStatus(422);
        }
    }

    private Reply page(ReceivedRequest request, int first, String since) {
        int size = size(request, "per_page");
        long page = page(request);
        long last = Math.max(1, (data.size() - first + size - 1L) / size);
        Reply reply = json(array(data.slice(first + (page - 1) * size, size)));
        if (page >= last) {
            return reply;
        }
        String url = request.absolute(request.path()) + "?per_page=" + size + since + "&page=";
        return reply.withHeader(
                "Link", "<%s%d>; rel=\"next\", <%s%d>; rel=\"last\"".formatted(url, page + 1, url, last));
    }

    private static String parameter(String since) {
        return "&since=" + URLEncoder.encode(since, StandardCharsets.UTF_8);
    }
}
