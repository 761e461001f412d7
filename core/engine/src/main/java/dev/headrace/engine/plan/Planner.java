package dev.headrace.engine.plan;

import dev.headrace.engine.budget.BudgetSettings;
import dev.headrace.engine.budget.LongRun;
import dev.headrace.engine.report.BudgetReport;
import dev.headrace.engine.report.BudgetReport.LimitState;
import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunPlan.ConnectorPlan;
import dev.headrace.engine.report.RunPlan.LimitPlan;
import dev.headrace.engine.report.RunPlan.PerThousand;
import dev.headrace.engine.report.RunPlan.StreamPlan;
import dev.headrace.engine.report.RunPlan.Time;
import dev.headrace.engine.report.Spans;
import dev.headrace.engine.run.OpenConnector;
import dev.headrace.spi.Limit;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Puts forecasts and limits together, and tries them out. Confined to one thread. */
public final class Planner {
    private static final int THOUSAND = 1_000;

    private final Known known;
    private final LimitBook book;
    private final List<Forecast> forecasts;
    private final Map<Case, Simulation> simulations = new TreeMap<>();

    private Planner(Known known) {
        this.known = known;
        this.book = new LimitBook(known);
        this.forecasts = known.connectors().stream()
                .sorted(Comparator.comparing(OpenConnector::name))
                .map(connector -> Forecast.of(
                        connector,
                        Optional.ofNullable(known.outlooks().get(connector.name())),
                        Optional.ofNullable(known.sounded().get(connector.name()))))
                .toList();
    }

    /** What a run would need if it began now. */
    public static RunPlan plan(Known known) {
        return new Planner(known).plan();
    }

    private RunPlan plan() {
        BudgetReport budgets = LimitStates.of(known, book);
        Time time = time(Simulation::end);
        List<ConnectorPlan> connectors = forecasts.stream().map(this::connector).toList();
        return new RunPlan(
                known.now(),
                connectors,
                limits(budgets),
                time,
                notes(budgets),
                new PlanSentence(known.now(), time, connectors, likely().last()).text());
    }

    // ---- cases

    /** What is supposed of all that is not known. */
    private enum Case {
        LEAST {
            @Override
            OptionalLong of(Estimate estimate) {
                return OptionalLong.of(estimate.least());
            }
        },
        LIKELY {
            @Override
            OptionalLong of(Estimate estimate) {
                return estimate.likely();
            }
        },
        MOST {
            @Override
            OptionalLong of(Estimate estimate) {
                return estimate.most();
            }
        };

        abstract OptionalLong of(Estimate estimate);

        /** The number in this case, or in the next one below that is known. */
        long orBelow(Estimate estimate) {
            return of(estimate).orElseGet(() -> values()[ordinal() - 1].orBelow(estimate));
        }
    }

    private Simulation simulation(Case supposed) {
        Simulation known = simulations.get(supposed);
        if (known == null) {
            known = Simulation.of(
                    book,
                    this.known.now(),
                    forecasts.stream().map(forecast -> load(forecast, supposed)).toList());
            simulations.put(supposed, known);
        }
        return known;
    }

    private Simulation likely() {
        return simulation(Case.LIKELY);
    }

    private Load load(Forecast forecast, Case supposed) {
        OpenConnector connector = forecast.connector();
        List<String> usual = book.usual(connector);
        List<Load.Batch> batches = new ArrayList<>();
        for (StreamPlan stream : forecast.streams()) {
            long requests = supposed.orBelow(stream.requests());
            for (Experience.Share share : forecast.experience().shares(stream.kind(), usual)) {
                batches.add(new Load.Batch(
                        share.limits(), Math.round(requests * share.share()), share.units(), share.unchanged()));
            }
        }
        return new Load(connector.name(), connector.standing(), forecast.atOnce(), forecast.perRequest(), batches);
    }

    private Time time(Function<Simulation, Duration> end) {
        Estimate all = forecasts.stream().map(Forecast::requests).reduce(Estimate.NONE, Estimate::plus);
        return time(all, end);
    }

    private Time time(Estimate requests, Function<Simulation, Duration> end) {
        return new Time(
                end.apply(simulation(Case.LEAST)), time(Case.LIKELY, requests, end), time(Case.MOST, requests, end));
    }

    private Optional<Duration> time(Case supposed, Estimate requests, Function<Simulation, Duration> end) {
        return supposed.of(requests).isPresent() ? Optional.of(end.apply(simulation(supposed))) : Optional.empty();
    }

    // ---- connectors

    private ConnectorPlan connector(Forecast forecast) {
        String name = forecast.connector().name();
        return new ConnectorPlan(
                name,
                forecast.basis(),
                forecast.streams(),
                forecast.requests(),
                time(forecast.requests(), simulation -> simulation.end(name).at()),
                likely().end(name).boundBy(),
                perThousand(forecast));
    }

    private Optional<PerThousand> perThousand(Forecast forecast) {
        return load(forecast, Case.LEAST).batches().stream()
                .flatMap(batch -> batch.limits().stream())
                .distinct()
                .flatMap(name -> rules(name).stream())
                .flatMap(limit -> LongRun.perRequest(limit, forecast.perRequest())
                        .map(each -> new PerThousand(limit.name(), each.multipliedBy(THOUSAND)))
                        .stream())
                .max(Comparator.comparing(PerThousand::time));
    }

    private Optional<Limit> rules(String name) {
        return known.configured().stream()
                .filter(limit -> limit.name().equals(name))
                .findFirst()
                .or(() -> known.connectors().stream()
                        .flatMap(connector -> connector.limits().stream())
                        .filter(limit -> limit.name().equals(name))
                        .findFirst());
    }

    // ---- limits

    private List<LimitPlan> limits(BudgetReport budgets) {
        Map<String, Estimate> units = units();
        return budgets.limits().stream()
                .flatMap(state -> Optional.ofNullable(units.get(state.name()))
                        .map(needed -> new LimitPlan(needed, likely().waited(state.name()), state))
                        .stream())
                .sorted(Comparator.comparing(LimitPlan::waited)
                        .reversed()
                        .thenComparing(limit -> limit.state().name()))
                .toList();
    }

    private Map<String, Estimate> units() {
        Map<String, Estimate> units = new TreeMap<>();
        for (Forecast forecast : forecasts) {
            List<String> usual = book.usual(forecast.connector());
            for (StreamPlan stream : forecast.streams()) {
                for (Experience.Share share : forecast.experience().shares(stream.kind(), usual)) {
                    Estimate needed = stream.requests().times(share.share() * share.units());
                    share.limits().forEach(limit -> units.merge(limit, needed, Estimate::plus));
                }
            }
        }
        return units;
    }

    // ---- notes

    private List<String> notes(BudgetReport budgets) {
        List<String> notes = new ArrayList<>();
        known.sounded()
                .forEach((name, told) -> told.failure()
                        .ifPresent(why ->
                                notes.add("`%s` could not be asked for its first pages: %s".formatted(name, why))));
        Duration patience = BudgetSettings.DEFAULTS.maxServerWait();
        for (LimitState limit : budgets.limits()) {
            closedUntil(limit)
                    .map(until -> Duration.between(known.now(), until))
                    .filter(wait -> wait.compareTo(patience) > 0)
                    .ifPresent(wait -> notes.add(
                            "The upstream lets nobody through limit `%s` for %s more, and a run waits %s at most: begin it later, or %s fail first."
                                    .formatted(
                                            limit.name(),
                                            Spans.rough(wait),
                                            Spans.rough(patience),
                                            limit.sharedBy().stream().collect(Collectors.joining(", ")))));
        }
        return notes;
    }

    private static Optional<Instant> closedUntil(LimitState limit) {
        Optional<Instant> paused = limit.pause().map(BudgetReport.Paused::until);
        Optional<Instant> used = limit.told().filter(told -> told.left() == 0).map(BudgetReport.Told::resetAt);
        return paused.isPresent() ? paused : used;
    }
}
