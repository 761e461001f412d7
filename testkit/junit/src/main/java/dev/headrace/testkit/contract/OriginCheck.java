package dev.headrace.testkit.contract;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.ItemSeen;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.trial.TrialFailure;
import dev.headrace.testkit.upstream.Exchange;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import java.util.Base64;
import java.util.List;

/** The upstream leads to another origin, by a redirect and by the address of the next page, and that sees what it is sent. */
final class OriginCheck implements Check {
    private static final String BASIC = "Basic ";

    @Override
    public void of(Subject subject) {
        GoodCase good = subject.good();
        if (good.secrets().isEmpty()) {
            throw Subject.notApplicable(
                    "the good case has no secret(...); if the upstream knows credentials, give it one");
        }
        Survey survey = subject.healthySurvey();
        List<ItemSeen> victim = survey.victims(1);
        if (victim.isEmpty()) {
            throw Subject.notApplicable("every request of the good case is made by several items");
        }
        Leaks leaks = new Leaks(good.secrets().values());
        try (FakeUpstream stranger = FakeUpstream.answering(Reply.json("{}"))) {
            redirect(subject, victim, leaks, stranger);
        }
        if (survey.walk().size() > 1) {
            bend(subject, survey.walk(), leaks);
        }
    }

    private static void redirect(Subject subject, List<ItemSeen> victim, Leaks leaks, FakeUpstream stranger) {
        Fault away = Fault.on(
                Survey.keys(victim),
                (request, healthy) -> Reply.redirect(
                                302, stranger.uri("/elsewhere").toString())
                        .withHeader("Link", "<%s>; rel=\"next\"".formatted(stranger.uri("/next"))));
        try (Trial trial = subject.trial().withoutRetries().with(away)) {
            trial.run();
            Subject.requireServed(away, "a request with a redirect to another origin");
            requireSent(trial, leaks);
            for (Exchange exchange : stranger.traffic().exchanges()) {
                judge("A redirect", exchange.request(), leaks);
            }
        }
    }

    /** A redirect the engine may follow, without credentials. The next page of a list at another origin is nobody's wish. */
    private static void bend(Subject subject, List<RequestKey> walk, Leaks leaks) {
        try (FakeUpstream stranger = FakeUpstream.answering(Reply.json("[]"))) {
            ForeignNextPage foreign = new ForeignNextPage(walk.get(1).target(), stranger.uri());
            Fault bent = Fault.on(List.of(walk.get(0)), foreign);
            try (Trial trial = subject.trial().withoutRetries().with(bent)) {
                trial.run();
                Subject.requireServed(bent, "a page whose next page is at another origin");
            }
            for (Exchange exchange : stranger.traffic().exchanges()) {
                judge("The address of the next page", exchange.request(), leaks);
                throw new ContractViolation(
                        "The address of the next page led to another origin, and the connector asked there: "
                                + leaks.around(whole(exchange.request())),
                        "let Pages make the next page, which refuses such an address, or compare it with base-url yourself.");
            }
        }
    }

    private static void requireSent(Trial trial, Leaks leaks) {
        boolean sent = trial.upstream().traffic().exchanges().stream()
                .anyMatch(exchange -> leaks.in(whole(exchange.request())).isPresent());
        if (!sent) {
            throw new TrialFailure("No request of the good case carried a secret, so that none could leave its origin."
                    + " Return the credentials from ConnectorProvider.auth, or take secret(...) out of goodCase().");
        }
    }

    private static void judge(String what, ReceivedRequest request, Leaks leaks) {
        if (leaks.in(whole(request)).isPresent()) {
            throw new ContractViolation(
                    what + " led to another origin, and the credentials went with it: " + leaks.around(whole(request)),
                    "return credentials from ConnectorProvider.auth, and never put them into a header, an address or a body"
                            + " yourself.");
        }
    }

    private static String whole(ReceivedRequest request) {
        return request.method() + " " + request.target() + " " + request.headers() + " " + request.bodyText() + " "
                + basic(request);
    }

    /** User and password as they were before {@code Basic} (RFC 7617) made them unreadable. */
    private static String basic(ReceivedRequest request) {
        return request.header("Authorization")
                .filter(value -> value.startsWith(BASIC))
                .map(value -> new String(Base64.getDecoder().decode(value.substring(BASIC.length())), UTF_8))
                .orElse("");
    }
}
