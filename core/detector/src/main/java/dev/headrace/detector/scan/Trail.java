package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The way to a forbidden call, as methods, before it is turned into what a reader sees. */
record Trail(Rule rule, List<Step> steps, MethodRef forbidden) {
    /** A method, and the line at which it calls the next. */
    record Step(MethodFacts method, int line) {}

    /** The place in the connector's code that is to be changed: its last method before other code, and the line there. */
    record Place(Rule rule, MethodRef method, int line) {}

    Place place(Ownership ownership) {
        Step last = steps.get(0);
        for (Step step : steps) {
            if (!ownership.isOwn(step.method().ref().owner())) {
                break;
            }
            last = step;
        }
        return new Place(rule, last.method().ref(), last.line());
    }

    /** The steps to a method, without its own line. */
    static List<Step> to(Reach.Node node, int line) {
        List<Step> steps = new ArrayList<>();
        int at = line;
        for (Reach.@Nullable Node next = node; next != null; next = next.from()) {
            steps.add(0, new Step(next.method(), at));
            at = next.line();
        }
        return steps;
    }

    ScanFinding finding(Phase phase, ClassPath classes) {
        List<Frame> path = new ArrayList<>();
        for (Step step : steps) {
            Frame frame = frame(step, classes);
            if (!path.isEmpty() && frame.isLambdaIn(path.get(path.size() - 1))) {
                path.remove(path.size() - 1);
            }
            path.add(frame);
        }
        path.add(Frame.of(forbidden, "", 0));
        return new ScanFinding(phase, rule, path);
    }

    private static Frame frame(Step step, ClassPath classes) {
        MethodRef ref = step.method().ref();
        String file = Optional.ofNullable(classes.find(ref.owner()))
                .map(ClassFacts::file)
                .orElse("");
        return Frame.of(ref, file, step.line());
    }
}
