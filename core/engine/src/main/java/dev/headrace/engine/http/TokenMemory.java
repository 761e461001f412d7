package dev.headrace.engine.http;

import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiConsumer;

/** The refresh tokens that servers gave in place of the configured ones, sealed, by what stands for those. Thread-safe. */
final class TokenMemory {
    private final Map<String, String> sealed;
    private final BiConsumer<String, String> keeper;

    /**
     * Goes on with what earlier runs have kept.
     *
     * @param keeper keeps one more, by its name; called on any thread, must not block
     */
    TokenMemory(Map<String, String> kept, BiConsumer<String, String> keeper) {
        this.sealed = new ConcurrentHashMap<>(kept);
        this.keeper = keeper;
    }

    /** Of a process that keeps nothing. */
    static TokenMemory forgetful() {
        return new TokenMemory(Map.of(), (name, text) -> {});
    }

    Optional<String> kept(String name) {
        return Optional.ofNullable(sealed.get(name));
    }

    void keep(String name, String text) {
        sealed.put(name, text);
        keeper.accept(name, text);
    }
}
