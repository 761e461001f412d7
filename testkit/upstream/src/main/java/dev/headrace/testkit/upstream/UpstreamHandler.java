package dev.headrace.testkit.upstream;

import dev.headrace.testkit.upstream.StrictLimits.Verdict;
import java.time.Duration;
import org.eclipse.jetty.io.Content;
import org.eclipse.jetty.server.Handler;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;
import org.eclipse.jetty.util.Promise;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes a request from the server: reads its body, asks the limits and the responder, enters it in the log, answers. */
final class UpstreamHandler extends Handler.Abstract {
    private static final Logger log = LoggerFactory.getLogger(UpstreamHandler.class);
    private static final int MAX_BODY = 16 << 20;
    private static final byte[] NO_BODY = {};

    private final Responder responder;
    private final StrictLimits limits;
    private final TrafficLog traffic;
    private final Duration latency;
    private final ServerTime time;
    private int number;

    UpstreamHandler(
            InvocationType threads,
            Responder responder,
            StrictLimits limits,
            TrafficLog traffic,
            Duration latency,
            UpstreamClock clock) {
        super(threads);
        this.responder = responder;
        this.limits = limits;
        this.traffic = traffic;
        this.latency = latency;
        this.time = new ServerTime(clock);
    }

    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        if (!mayHaveBody(request)) {
            answer(request, NO_BODY, response, callback);
            return true;
        }
        Content.Source.asByteArrayAsync(
                request,
                MAX_BODY,
                Promise.Invocable.from(
                        getInvocationType(), body -> answer(request, body, response, callback), callback::failed));
        return true;
    }

    private static boolean mayHaveBody(Request request) {
        boolean safe = request.getMethod().equals("GET") || request.getMethod().equals("HEAD");
        return request.getLength() > 0 || !safe;
    }

    private void answer(Request request, byte[] body, Response response, Callback callback) {
        ReceivedRequest received;
        Verdict verdict;
        // One lock for the number, the time and the limits, so that all three agree on the order of arrival.
        synchronized (limits) {
            received = new ReceivedRequest(++number, request, body, time.clock());
            verdict = limits.admit(received.path(), received.arrivedNanos());
        }
        Reply reply = verdict.decorate(verdict.refused() ? refusal(verdict) : respond(received));
        traffic.enter(new Exchange(received, reply.status(), verdict.refused()));
        Occupancy occupancy = new Occupancy(traffic, limits, verdict);
        new ReplyWriter(reply.delayedFurther(latency), time, request, response, callback, occupancy).begin();
    }

    private static Reply refusal(Verdict verdict) {
        return Reply.json("{\"error\":\"too many requests\"}").withStatus(verdict.refusal());
    }

    private Reply respond(ReceivedRequest request) {
        try {
            return responder.reply(request);
        } catch (RuntimeException | AssertionError failure) {
            log.warn("The responder failed on {}; answering 500.", request, failure);
            return Reply.text("The responder failed: " + failure + "\n").withStatus(500);
        }
    }
}
