package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Moves the next page to another origin, wherever the good answer says where it is: in the {@code Link} header, absolute or not,
 * and in the body. An answer that gives no address, but a number or a cursor, stays as it is. For any thread.
 */
final class ForeignNextPage implements Fault.Answer {
    private static final Pattern LINK = Pattern.compile("<([^>]*)>");

    private final String next;
    private final URI stranger;

    /**
     * @param next path and query of the next page
     * @param stranger the other origin
     */
    ForeignNextPage(String next, URI stranger) {
        this.next = next;
        this.stranger = stranger;
    }

    @Override
    public Reply reply(ReceivedRequest request, Responder healthy) {
        Reply good = healthy.reply(request);
        Reply moved = good.header("Link")
                .map(link -> good.withHeader("Link", moved(link, request)))
                .orElse(good);
        String body = good.bodyText();
        String other = body.replace(origin(request), origin(stranger))
                .replace('"' + next + '"', '"' + origin(stranger) + next + '"')
                .replace(
                        '"' + next.replace("&", "&amp;") + '"',
                        '"' + origin(stranger) + next.replace("&", "&amp;") + '"');
        return other.equals(body) ? moved : moved.withBody(other);
    }

    private String moved(String link, ReceivedRequest request) {
        URI here = URI.create(request.absolute(request.target()));
        return LINK.matcher(link)
                .replaceAll(found -> Matcher.quoteReplacement("<" + moved(here.resolve(found.group(1))) + ">"));
    }

    private String moved(URI address) {
        String query = address.getRawQuery() == null ? "" : "?" + address.getRawQuery();
        return origin(stranger) + address.getRawPath() + query;
    }

    private static String origin(ReceivedRequest request) {
        return origin(URI.create(request.absolute("/")));
    }

    private static String origin(URI address) {
        return address.getScheme() + "://" + address.getRawAuthority();
    }
}
