package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.Auth;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * The access token of an upstream (OAuth 2.0 client credentials, RFC 6749, 4.4): fetched once for all who want it, renewed in
 * the background before it ends, and again when an answer says that it is no good. Thread-safe.
 */
final class Tokens {
    /** For servers that do not say how long a token lives. */
    private static final long LIFE_IF_UNSAID = Duration.ofMinutes(10).toSeconds();

    private static final long LONGEST_MARGIN = Duration.ofMinutes(1).toNanos();

    private final Auth.ClientCredentials client;
    private final Http http;
    private final Redaction redaction;
    private final Ticker ticker;

    // All that follows is guarded by this.
    private @Nullable Token current;
    /** Requests may still be under way with it. */
    private @Nullable Token previous;

    private boolean fetching;
    private List<BiConsumer<@Nullable Token, @Nullable Throwable>> waiting = new ArrayList<>(1);

    /** @param expires when it ends, by the ticker's clock */
    record Token(String value, long renewFrom, long expires) {
        @Override
        public String toString() {
            return "Token[******]";
        }
    }

    /** @param http sends to the token's address; its replies may complete on any thread that is no reactor */
    Tokens(Auth.ClientCredentials client, Http http, Redaction redaction, Ticker ticker) {
        this.client = client;
        this.http = http;
        this.redaction = redaction;
        this.ticker = ticker;
    }

    /** The token, if there is one that holds. Begins to renew it when it is near its end. */
    @Nullable
    Token current() {
        long now = ticker.nanoTime();
        Token token;
        boolean renew = false;
        synchronized (this) {
            token = current != null && now - current.expires < 0 ? current : null;
            renew = token != null && now - token.renewFrom >= 0 && claimFetch();
        }
        if (renew) {
            fetch();
        }
        return token;
    }

    /** Calls back with a token or a failure: now if there is a token, otherwise when it was fetched. */
    void whenThere(BiConsumer<@Nullable Token, @Nullable Throwable> there) {
        Token token = current();
        if (token != null) {
            there.accept(token, null);
            return;
        }
        boolean fetch;
        synchronized (this) {
            waiting.add(there);
            fetch = claimFetch();
        }
        if (fetch) {
            fetch();
        }
    }

    /** An answer said that this token is no good; one that came meanwhile may be. */
    synchronized void refused(Token token) {
        if (token.equals(current)) {
            current = null;
        }
    }

    private synchronized boolean claimFetch() {
        boolean mine = !fetching;
        fetching = true;
        return mine;
    }

    private void fetch() {
        http.send(request()).whenComplete((reply, failure) -> {
            try {
                settle(reply == null ? null : token(reply), failure);
            } catch (RuntimeException malformed) {
                settle(null, malformed);
            }
        });
    }

    private HttpCall request() {
        StringBuilder form = new StringBuilder("grant_type=client_credentials");
        if (!client.scopes().isEmpty()) {
            form.append("&scope=").append(encode(String.join(" ", client.scopes())));
        }
        // RFC 6749, 2.3.1: both parts are form-encoded before they become a basic credential.
        SignedBy credential = SignedBy.basic(
                encode(client.clientId()), encode(client.clientSecret().reveal()));
        redaction.hide(credential.value().substring("Basic ".length()));
        byte[] content = form.toString().getBytes(StandardCharsets.UTF_8);
        return HttpCall.post(client.tokenUri().toString(), content, "application/x-www-form-urlencoded")
                .header(credential.name(), credential.value())
                .repeatable();
    }

    private Token token(HttpReply reply) {
        String value = reply.json().path("access_token").asString("");
        if (value.isEmpty()) {
            throw new HttpFailure(
                    HttpFailure.Kind.MALFORMED,
                    reply.status(),
                    reply.uri(),
                    false,
                    "POST %s answered %d without an access_token".formatted(reply.uri(), reply.status()),
                    null);
        }
        long seconds = Math.max(1, reply.json().path("expires_in").asLong(LIFE_IF_UNSAID));
        long life = Duration.ofSeconds(Math.min(seconds, Duration.ofDays(365).toSeconds()))
                .toNanos();
        long now = ticker.nanoTime();
        redaction.hide(value);
        return new Token(value, now + life - Math.min(life / 5, LONGEST_MARGIN), now + life);
    }

    private void settle(@Nullable Token token, @Nullable Throwable failure) {
        List<BiConsumer<@Nullable Token, @Nullable Throwable>> told;
        synchronized (this) {
            if (token != null) {
                replace(token);
            }
            fetching = false;
            told = waiting;
            waiting = new ArrayList<>(1);
        }
        told.forEach(there -> there.accept(token, failure));
    }

    private synchronized void replace(Token token) {
        if (previous != null) {
            redaction.forget(previous.value());
        }
        previous = current;
        current = token;
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
