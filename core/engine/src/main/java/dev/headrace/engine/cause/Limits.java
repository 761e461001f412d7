package dev.headrace.engine.cause;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.account.RequestCounts;
import dev.headrace.spi.Limit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** The limits that requests were under so far, by name. */
final class Limits {
    /** Rules change as upstreams tell of them; they are looked at again after so many uses. */
    private static final int LOOK_AGAIN = 1_024;

    private final Worlds worlds;
    private final Causes causes;
    private final Function<String, Optional<Limit>> rules;
    private final Map<String, LimitModel> models = new HashMap<>();
    private final List<LimitModel> found = new ArrayList<>();
    private int uses;

    Limits(Worlds worlds, Causes causes, Function<String, Optional<Limit>> rules) {
        this.worlds = worlds;
        this.causes = causes;
        this.rules = rules;
    }

    /** The limits of an item's requests, each once and asked for its part of them. The list is filled anew with each call. */
    List<LimitModel> of(Spent spent, Party party) {
        if (++uses % LOOK_AGAIN == 0) {
            models.replaceAll((name, model) -> latest(name, model));
        }
        found.clear();
        for (RequestCounts.Sent some : spent.sent) {
            for (String name : some.limits()) {
                LimitModel model = models.computeIfAbsent(name, this::model);
                model.ask(party, spent.waits.containsKey(name), some);
                if (!found.contains(model)) {
                    found.add(model);
                }
            }
        }
        return found;
    }

    private LimitModel model(String name) {
        return new LimitModel(worlds, name, factor(name), rules.apply(name));
    }

    private int factor(String name) {
        return causes.factorOf(causes.id(new Cause("", "", Phase.BUDGET, name)));
    }

    /** Under other rules it begins anew, as if nothing had been sent. */
    private LimitModel latest(String name, LimitModel model) {
        Optional<Limit> now = rules.apply(name);
        if (model.isOf(now)) {
            return model;
        }
        model.forget();
        return new LimitModel(worlds, name, model.factor, now);
    }
}
