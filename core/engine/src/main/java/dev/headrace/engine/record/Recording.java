package dev.headrace.engine.record;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;

/** What was recorded of a run that has ended: rows in the order in which they began, exact totals, curves. Thread-safe: it rests. */
public final class Recording {
    /** Room for {@link Recorder#MOST} rows beside a time in one number that can be sorted. */
    private static final int ROW_BITS = 17;

    private static final int ROW_MASK = (1 << ROW_BITS) - 1;

    private final List<Rows> stripes;
    private final int[] firstRow;
    private final int[] order;
    private final List<String> connectors;
    private final List<String> budgets;
    private final long[] byResult;
    private final Curves curves;

    Recording(List<Rows> stripes, List<String> connectors, List<String> budgets, long[] byResult, Curves curves) {
        this.stripes = stripes;
        this.connectors = connectors;
        this.budgets = budgets;
        this.byResult = byResult;
        this.curves = curves;
        this.firstRow = new int[stripes.size()];
        this.order = order();
    }

    private int[] order() {
        long[] keys = new long[stripes.stream().mapToInt(Rows::size).sum()];
        int next = 0;
        for (int stripe = 0; stripe < firstRow.length; stripe++) {
            Rows rows = stripes.get(stripe);
            firstRow[stripe] = next;
            for (int row = 0; row < rows.size(); row++) {
                keys[next] = rows.startMicros(row) << ROW_BITS | next;
                next++;
            }
        }
        Arrays.sort(keys);
        return Arrays.stream(keys).mapToInt(key -> (int) key & ROW_MASK).toArray();
    }

    /** One row, by its stripe and its place there. */
    private record Row(Rows rows, int place) {}

    private Row row(int number) {
        int stripe = firstRow.length - 1;
        while (firstRow[stripe] > number) {
            stripe--;
        }
        return new Row(stripes.get(stripe), number - firstRow[stripe]);
    }

    private Row at(int index) {
        return row(order[index]);
    }

    /** How many rows there are. */
    public int shown() {
        return order.length;
    }

    /** How many attempts there were. */
    public long total() {
        return Arrays.stream(byResult).sum();
    }

    /** How many attempts ended so. */
    public long total(AttemptResult result) {
        return byResult[result.ordinal()];
    }

    /** The names of connectors, by the numbers that rows have for them. */
    public List<String> connectors() {
        return connectors;
    }

    /** The names of limits, by the numbers that rows have for them. */
    public List<String> budgets() {
        return budgets;
    }

    // ---- one row; the first that began is 0

    /** The number of its connector. */
    public int connector(int index) {
        Row row = at(index);
        return row.rows().connector(row.place());
    }

    /** The number of the limit that it waited for longest; -1 for none. */
    public int budget(int index) {
        Row row = at(index);
        return row.rows().budget(row.place());
    }

    /** When it began to wait for its budget, in microseconds since the start of the run. */
    public long startMicros(int index) {
        Row row = at(index);
        return row.rows().startMicros(row.place());
    }

    /**
     * How long a part of it took, in microseconds.
     *
     * @param part as {@link AttemptPhases} numbers them, from 0 on
     */
    public float phaseMicros(int part, int index) {
        Row row = at(index);
        return row.rows().phaseMicros(part, row.place());
    }

    /** The answer's status; 0 for none. */
    public int status(int index) {
        Row row = at(index);
        return row.rows().status(row.place());
    }

    /** Which attempt at its call it was, from 1 to 127. */
    public int attempt(int index) {
        Row row = at(index);
        return row.rows().attempt(row.place());
    }

    /** What came of it. */
    public AttemptResult result(int index) {
        Row row = at(index);
        return row.rows().result(row.place());
    }

    /** The size of the answer's body as it came. */
    public long bytes(int index) {
        Row row = at(index);
        return row.rows().bytes(row.place());
    }

    /** Where it went, without secrets. */
    public String target(int index) {
        Row row = at(index);
        return row.rows().target(row.place());
    }

    // ---- curves; a number for each step

    /** How long a step is, in milliseconds. */
    public long stepMillis() {
        return TimeUnit.NANOSECONDS.toMillis(curves.stepNanos());
    }

    /** Requests on the network, on average, by connector. */
    public Map<String, double[]> inFlight() {
        return curves((curve, step) -> curve.inFlight(step));
    }

    /** Requests that went out, by connector. */
    public Map<String, double[]> sent() {
        return curves((curve, step) -> curve.sent(step));
    }

    /** Requests that waited for a budget at the end of the step, by connector. */
    public Map<String, double[]> waiting() {
        return curves((curve, step) -> curve.waiting(step));
    }

    private interface Point {
        double of(Curves.Curve curve, int step);
    }

    private Map<String, double[]> curves(Point point) {
        Map<String, double[]> all = new TreeMap<>();
        curves.all().forEach((name, curve) -> {
            double[] steps = new double[curves.steps()];
            Arrays.setAll(steps, step -> point.of(curve, step));
            all.put(name, steps);
        });
        return all;
    }
}
