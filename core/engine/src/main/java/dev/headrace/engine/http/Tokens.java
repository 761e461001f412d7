package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.CanIgnoreReturnValue;
import dev.headrace.spi.Http;
import dev.headrace.spi.HttpFailure;
import dev.headrace.spi.HttpReply;
import dev.headrace.spi.Secret;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.WeakHashMap;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The access token of an upstream (OAuth 2.0, RFC 6749, 4.4 and 6): fetched once for all who want it, renewed in
 * the background before it ends, and again when an answer says that it is no good. Thread-safe.
 *
 * <p>Instances with the same refresh token have one between them: a server may take each only once.
 */
final class Tokens {
    private static final Logger LOG = LoggerFactory.getLogger(Tokens.class);
    private static final long LONGEST_MARGIN = Duration.ofMinutes(1).toNanos();

    private final Http http;
    private final Ticker ticker;
    private final TokenMemory memory;
    private final Seal seal;
    private final String name;

    // All that follows is guarded by this.
    /** Those that are still in use: an instance that is collected again has another one. */
    private final Set<Redaction> redactions = Collections.newSetFromMap(new WeakHashMap<>(1));

    private Grant grant;
    private @Nullable Token current;
    /** Requests may still be under way with it. */
    private @Nullable Token previous;

    private boolean fetching;
    private List<BiConsumer<@Nullable Token, @Nullable Throwable>> waiting = new ArrayList<>(1);

    /** @param expires when it ends, by the ticker's clock */
    record Token(String value, SignedBy signature, long renewFrom, long expires) {
        @Override
        public String toString() {
            return "Token[******]";
        }
    }

    /**
     * No token yet.
     *
     * @param http sends to the token's address; its replies may complete on any thread that is no reactor
     * @param memory has the refresh token that an earlier run was given in place of the configured one
     */
    Tokens(Grant configured, Http http, Ticker ticker, TokenMemory memory) {
        this.http = http;
        this.ticker = ticker;
        this.memory = memory;
        this.seal = new Seal(configured.secret());
        this.name = Credential.mark(configured.secret());
        this.grant = latest(configured);
    }

    /** One more instance uses the tokens, and must not show them. */
    @CanIgnoreReturnValue
    synchronized Tokens sharedWith(Redaction redaction) {
        redactions.add(redaction);
        grant.hidden().forEach(redaction::hide);
        for (Token token : Arrays.asList(current, previous)) {
            if (token != null) {
                redaction.hide(token.value());
            }
        }
        Secret refresh = grant.refresh();
        if (refresh != null) {
            redaction.hide(refresh.reveal());
        }
        return this;
    }

    /** Another configured token has another name and another seal: it goes before what was kept for the last. */
    private Grant latest(Grant configured) {
        Optional<String> kept = configured.refresh() == null
                ? Optional.empty()
                : memory.kept(name).flatMap(seal::open);
        return kept.<Grant>map(configured::rotated).orElse(configured);
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
        http.send(grant().request()).whenComplete((reply, failure) -> {
            try {
                settle(reply == null ? null : token(reply), failure);
            } catch (RuntimeException malformed) {
                settle(null, malformed);
            }
        });
    }

    private synchronized Grant grant() {
        return grant;
    }

    private Token token(HttpReply reply) {
        Grant client = grant();
        String value = client.token(reply);
        if (value.isEmpty()) {
            throw new HttpFailure(
                    HttpFailure.Kind.MALFORMED,
                    reply.status(),
                    reply.uri(),
                    false,
                    "POST %s answered %d without %s".formatted(reply.uri(), reply.status(), client.wanted()),
                    null);
        }
        long life = client.life(reply).toNanos();
        long now = ticker.nanoTime();
        String refresh = client.refreshToken(reply);
        if (!refresh.isEmpty()) {
            rotate(refresh);
        }
        return new Token(value, client.sign(value), now + life - Math.min(life / 5, LONGEST_MARGIN), now + life);
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

    /** Some servers give a new refresh token with each access token, and take the last one no more (RFC 6749, 6). */
    private void rotate(String refresh) {
        synchronized (this) {
            Secret last = grant.refresh();
            if (last == null || last.reveal().equals(refresh)) {
                return;
            }
            redactions.forEach(redaction -> redaction.hide(refresh));
            grant = grant.rotated(refresh);
        }
        // Before it is used: by then the last one may be of no use to anybody.
        memory.keep(name, seal.close(refresh));
        LOG.info(
                "{} gave a new refresh token; it is kept in the state file, sealed, for as long as the configured one stays",
                grant().tokenUri());
    }

    private synchronized void replace(Token token) {
        Token gone = previous;
        for (Redaction redaction : redactions) {
            redaction.hide(token.value());
            if (gone != null) {
                redaction.forget(gone.value());
            }
        }
        previous = current;
        current = token;
    }
}
