package dev.headrace.engine;

import dev.headrace.engine.run.OpenConnector;
import dev.headrace.engine.sink.JsonLinesSink;
import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Store;
import dev.headrace.engine.store.StoreSettings;
import dev.headrace.spi.Auth;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The refresh tokens of a state, which is held while somebody else uses them: a server may take each only once. Blocks. Confined to one
 * thread.
 *
 * @param store the state; {@code null} where nobody needs a token of it, or another run has it
 * @param tokens sealed, by their names
 * @param taken why they cannot be had; empty if they can
 */
record HeldTokens(@Nullable Store store, Map<String, String> tokens, Optional<String> taken) implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(HeldTokens.class);

    static HeldTokens of(Path state, List<OpenConnector> connectors) {
        return connectors.stream().anyMatch(HeldTokens::concerns)
                ? take(StoreSettings.of(state))
                : new HeldTokens(null, Map.of(), Optional.empty());
    }

    static boolean concerns(OpenConnector connector) {
        return connector.upstream().auth() instanceof Auth.RefreshToken;
    }

    private static HeldTokens take(StoreSettings settings) {
        JsonLinesSink nowhere = JsonLinesSink.into(settings.file().resolveSibling("out"));
        Store store = Store.open(settings, nowhere, failure -> LOG.debug("the state's tokens cannot be had", failure));
        try {
            Map<String, String> kept =
                    store.view(StateView::tokens).toCompletableFuture().join();
            return new HeldTokens(store, kept, Optional.empty());
        } catch (CompletionException inUse) {
            store.close();
            return new HeldTokens(null, Map.of(), Optional.of(text(inUse)));
        }
    }

    private static String text(CompletionException refused) {
        Throwable cause = refused.getCause();
        return String.valueOf(cause == null ? refused.getMessage() : cause.getMessage());
    }

    /** Keeps what servers gave in place of them. */
    void keep(Map<String, String> given) {
        if (store != null) {
            given.forEach(store::keepToken);
        }
    }

    @Override
    public void close() {
        if (store != null) {
            store.close();
        }
    }

    @Override
    public String toString() {
        return "HeldTokens[******]";
    }
}
