package dev.headrace.engine.scripted;

import dev.headrace.spi.Auth;
import dev.headrace.spi.Connector;
import dev.headrace.spi.ConnectorConfig;
import dev.headrace.spi.Cursors;
import dev.headrace.spi.Limit;
import dev.headrace.spi.Step;
import dev.headrace.spi.StepContext;
import dev.headrace.spi.WorkItem;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/** What an instance of the connector {@code scripted} does, said by a test. Immutable; registered by name. */
public final class Script {
    /** The body of {@link Connector#collect}. */
    @FunctionalInterface
    public interface Collecting {
        CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception;
    }

    private final Function<Cursors, Step> plan;
    private final Collecting collecting;
    private final Function<ConnectorConfig, List<Limit>> limits;
    private final Function<ConnectorConfig, Auth> auth;
    private final Function<ConnectorConfig, RuntimeException> refusal;
    private final Runnable closing;

    private Script(
            Function<Cursors, Step> plan,
            Collecting collecting,
            Function<ConnectorConfig, List<Limit>> limits,
            Function<ConnectorConfig, Auth> auth,
            Function<ConnectorConfig, RuntimeException> refusal,
            Runnable closing) {
        this.plan = plan;
        this.collecting = collecting;
        this.limits = limits;
        this.auth = auth;
        this.refusal = refusal;
        this.closing = closing;
    }

    /** A connector that plans so, and collects so. */
    public static Script of(Function<Cursors, Step> plan, Collecting collecting) {
        return new Script(plan, collecting, config -> List.of(), config -> Auth.none(), config -> null, () -> {});
    }

    /** A connector that plans a number of items {@code item{n=1}} and so on. */
    public static Script items(int count, Collecting collecting) {
        return of(
                cursors -> {
                    Step step = Step.empty();
                    for (int n = 1; n <= count; n++) {
                        step.then(WorkItem.of("item").with("n", n));
                    }
                    return step;
                },
                collecting);
    }

    public Script limit(Limit limit) {
        return new Script(plan, collecting, config -> List.of(limit), auth, refusal, closing);
    }

    public Script auth(Function<ConnectorConfig, Auth> other) {
        return new Script(plan, collecting, limits, other, refusal, closing);
    }

    /** The instance cannot be opened. */
    public Script refusing(Function<ConnectorConfig, RuntimeException> other) {
        return new Script(plan, collecting, limits, auth, other, closing);
    }

    /** What happens when the instance is closed. */
    public Script closing(Runnable other) {
        return new Script(plan, collecting, limits, auth, refusal, other);
    }

    List<Limit> limits(ConnectorConfig config) {
        return limits.apply(config);
    }

    Auth auth(ConnectorConfig config) {
        return auth.apply(config);
    }

    Connector open(ConnectorConfig config) {
        RuntimeException refused = refusal.apply(config);
        if (refused != null) {
            throw refused;
        }
        return new Connector() {
            @Override
            public Step plan(Cursors cursors) {
                return plan.apply(cursors);
            }

            @Override
            public CompletionStage<Step> collect(WorkItem item, StepContext context) throws Exception {
                return collecting.collect(item, context);
            }

            @Override
            public void close() {
                closing.run();
            }
        };
    }
}
