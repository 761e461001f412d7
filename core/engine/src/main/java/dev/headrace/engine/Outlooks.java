package dev.headrace.engine;

import dev.headrace.engine.config.RunConfig;
import dev.headrace.engine.discovery.Discovery;
import dev.headrace.engine.http.TransportSettings;
import dev.headrace.engine.plan.Known;
import dev.headrace.engine.plan.LimitStates;
import dev.headrace.engine.plan.Planner;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.time.EngineClock;
import dev.headrace.engine.time.RunTime;
import dev.headrace.spi.ConfigException;
import java.time.Instant;
import java.util.Optional;

/** Looks ahead with one configuration. Opens its connectors for that, and closes them; sends nothing. */
final class Outlooks {
    private final RunConfig config;
    private final Discovery discovery;
    private final Optional<EngineClock> clock;

    Outlooks(RunConfig config, Discovery discovery, Optional<EngineClock> clock) {
        this.config = config;
        this.discovery = discovery;
        this.clock = clock;
    }

    /** @throws ConfigException with the problems that the connectors find */
    BudgetReport budgets() {
        Openings openings = Openings.open(config, discovery);
        try {
            return LimitStates.of(known(openings));
        } finally {
            openings.close();
        }
    }

    /** @throws ConfigException with the problems that the connectors find */
    RunPlan plan(boolean probe) {
        Openings openings = Openings.open(config, discovery);
        try {
            Known known = known(openings);
            return Planner.plan(probe ? known.with(new Soundings(config, discovery, clock).ask(known)) : known);
        } finally {
            openings.close();
        }
    }

    private Known known(Openings openings) {
        TransportSettings transport = Setups.transport(config);
        return Known.of(
                now(),
                openings.opened(),
                config.limits().values(),
                transport.inAll(),
                transport.perHost(),
                config.state());
    }

    private Instant now() {
        return clock.map(Outlooks::now).orElseGet(Instant::now);
    }

    private static Instant now(EngineClock clock) {
        try (RunTime time = clock.begin()) {
            return time.wallTime();
        }
    }
}
