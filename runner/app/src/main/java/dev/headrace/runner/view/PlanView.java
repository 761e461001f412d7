package dev.headrace.runner.view;

import dev.headrace.engine.report.BudgetReport.Origin;
import dev.headrace.engine.report.Estimate;
import dev.headrace.engine.report.RunPlan;
import dev.headrace.engine.report.RunPlan.ConnectorPlan;
import dev.headrace.engine.report.RunPlan.LimitPlan;
import dev.headrace.engine.report.RunPlan.PerThousand;
import dev.headrace.engine.report.RunPlan.StreamPlan;
import dev.headrace.engine.report.RunPlan.Time;
import dev.headrace.engine.report.Spans;
import java.time.Duration;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** What a run would need, in 80 columns. Stateless. */
public final class PlanView {
    private static final DateTimeFormatter DAY = DateTimeFormatter.ofPattern("yyyy-MM-dd HH:mm z", Locale.ROOT);

    private final RunPlan plan;
    private final ZoneId zone;

    private PlanView(RunPlan plan, ZoneId zone) {
        this.plan = plan;
        this.zone = zone;
    }

    /**
     * @param zone in which times of day are told
     * @param streams whether the streams of each connector are shown, too
     */
    public static List<String> lines(RunPlan plan, ZoneId zone, boolean streams) {
        return new PlanView(plan, zone).lines(streams);
    }

    private List<String> lines(boolean streams) {
        List<String> lines = new ArrayList<>(Lines.table(connectors(), Lines.WIDTH));
        if (streams) {
            lines.add("");
            lines.addAll(Lines.table(streams(), Lines.WIDTH));
        }
        List<List<String>> limits = limits();
        if (limits.size() > 1) {
            lines.add("");
            lines.addAll(Lines.table(limits, Lines.WIDTH));
        }
        lines.add("");
        lines.addAll(rates());
        plan.notes().forEach(note -> lines.addAll(Lines.wrapped("", note, Lines.WIDTH)));
        lines.addAll(Lines.wrapped("", plan.sentence() + end(), Lines.WIDTH));
        return lines;
    }

    private List<List<String>> connectors() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CONNECTOR", "REQUESTS", "TIME", "BOUND BY", "ACCORDING TO"));
        for (ConnectorPlan one : plan.connectors()) {
            rows.add(List.of(
                    one.name(),
                    number(one.requests()),
                    time(one.time()),
                    one.boundBy().orElse(one.time().least().isZero() ? "" : "its answers"),
                    one.basis()));
        }
        return rows;
    }

    /** Where nobody knows how many requests there will be, the rate is what can be told. */
    private List<String> rates() {
        List<String> rates = new ArrayList<>();
        for (ConnectorPlan one : plan.connectors()) {
            boolean known =
                    one.requests().likely().isPresent() || one.requests().most().isPresent();
            Optional<PerThousand> rate = known ? Optional.empty() : one.perThousand();
            rate.ifPresent(each -> rates.addAll(Lines.wrapped(
                    "",
                    "Each 1,000 requests of `%s` take at least %s, under limit `%s`."
                            .formatted(one.name(), Spans.rough(each.time()), each.limit()),
                    Lines.WIDTH)));
        }
        return rates;
    }

    private List<List<String>> streams() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("CONNECTOR", "ITEMS", "WAITING", "REQUESTS"));
        for (ConnectorPlan one : plan.connectors()) {
            String name = one.name();
            for (StreamPlan stream : one.streams()) {
                rows.add(List.of(name, stream.kind(), Texts.number(stream.waiting()), number(stream.requests())));
                name = "";
            }
        }
        return rows;
    }

    private List<List<String>> limits() {
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("LIMIT", "NEEDED", "LEFT NOW", "ALLOWS"));
        for (LimitPlan limit : plan.limits()) {
            boolean idle = limit.waited().isZero() && limit.state().origin() == Origin.SUPPOSED;
            if (idle) {
                continue;
            }
            rows.add(List.of(
                    limit.state().name(),
                    number(limit.units()),
                    left(limit),
                    limit.state().rules().isEmpty()
                            ? "(not known)"
                            : String.join(", ", limit.state().rules())));
        }
        return rows;
    }

    /** The least of what its windows and its upstream allow at once; nothing where it counts nothing. */
    private static String left(LimitPlan limit) {
        long windows = limit.state().windows().stream()
                .mapToLong(window -> window.left())
                .min()
                .orElse(Long.MAX_VALUE);
        long told = limit.state().told().map(said -> said.left()).orElse(Long.MAX_VALUE);
        long left = limit.state().pause().isPresent() ? 0 : Math.min(windows, told);
        return left == Long.MAX_VALUE ? "" : Texts.number(left);
    }

    private static String number(Estimate estimate) {
        String least = Texts.number(estimate.least());
        if (estimate.most().isEmpty() && estimate.likely().isPresent()) {
            return "about " + Texts.number(estimate.likely().getAsLong());
        }
        if (estimate.most().isEmpty()) {
            return estimate.least() == 0 ? "not known" : least + " or more";
        }
        return estimate.exact()
                ? least
                : least + " to " + Texts.number(estimate.most().getAsLong());
    }

    private static String time(Time time) {
        String least = Spans.rough(time.least());
        if (time.most().isEmpty() && time.likely().isPresent()) {
            return "about " + Spans.rough(time.likely().get());
        }
        if (time.most().isEmpty()) {
            return time.least().isZero() ? "not known" : least + " or more";
        }
        String most = Spans.rough(time.most().get());
        return least.equals(most) ? least : least + " to " + most;
    }

    private String end() {
        Optional<Duration> span = plan.time().likely().or(() -> plan.time().most());
        return span.filter(time -> time.compareTo(Duration.ofMinutes(1)) > 0)
                .map(time -> " It would end about "
                        + DAY.format(plan.asOf().plus(time).atZone(zone)) + ".")
                .orElse("");
    }
}
