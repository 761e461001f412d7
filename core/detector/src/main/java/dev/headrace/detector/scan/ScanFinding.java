package dev.headrace.detector.scan;

import java.util.List;
import java.util.stream.Collectors;

/**
 * What a connector does that it may not.
 *
 * @param phase when
 * @param rule what is broken
 * @param path from the method that the engine calls to the forbidden one, which is last and has no place; two frames at least
 */
public record ScanFinding(Phase phase, Rule rule, List<Frame> path) {
    /** Copies the path. */
    public ScanFinding {
        path = List.copyOf(path);
    }

    /**
     * As a reader follows it, with the place in the connector's code where it begins:
     * {@code AcmeConnector.collect (AcmeConnector.java:41) -> Signer.sign -> Thread.sleep}.
     */
    public String text() {
        Frame first = path.get(0);
        String rest = path.stream().skip(1).map(Frame::shortName).collect(Collectors.joining(" -> "));
        return first.shortName() + first.place() + " -> " + rest;
    }

    /** The forbidden method. */
    public Frame forbidden() {
        return path.get(path.size() - 1);
    }

    /** The path, one frame a line, each with its place. */
    public List<String> lines() {
        return path.stream().map(Frame::full).toList();
    }
}
