package dev.headrace.engine.config;

import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.Secret;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Everything that is wrong with one file, and the secrets that must not be shown with it. Confined to one thread. */
final class Problems {
    private record Found(Place place, String message) {}

    private final List<Found> errors = new ArrayList<>();
    private final List<Found> warnings = new ArrayList<>();
    private final List<Secret> secrets = new ArrayList<>();

    void error(Place place, String message) {
        errors.add(new Found(place, message));
    }

    /** Whether something is wrong with a path already. */
    boolean has(Place place) {
        return errors.stream().anyMatch(error -> error.place().path().equals(place.path()));
    }

    void warn(Place place, String message) {
        warnings.add(new Found(place, message));
    }

    /** Remembers a secret, so that no message shows it, wherever else in the file it stands. */
    void conceal(Secret secret) {
        secrets.add(secret);
    }

    Redaction redaction() {
        return new Redaction(secrets);
    }

    List<ConfigProblem> warnings() {
        return texts(warnings);
    }

    /** @throws ConfigException with every error in the order of the lines, if there is any */
    void throwIfAny() {
        if (!errors.isEmpty()) {
            throw new ConfigException(texts(errors));
        }
    }

    private List<ConfigProblem> texts(List<Found> found) {
        Redaction redaction = redaction();
        return found.stream()
                .sorted(Comparator.comparing((Found one) -> one.place().file())
                        .thenComparingInt(one -> one.place().line()))
                .map(one -> new ConfigProblem(one.place().path(), one.place().origin(), redaction.hide(one.message())))
                .toList();
    }
}
