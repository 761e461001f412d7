package dev.headrace.connectors.rest;

import dev.headrace.connectors.Collector;
import dev.headrace.testkit.time.VirtualClock;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.FakeUpstreamBuilder;
import dev.headrace.testkit.upstream.ReceivedRequest;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.LongStream;

/**
 * One of the ready configurations, run against an upstream that answers in the documented structure and keeps the documented limits. It
 * lives by a virtual clock, which begins on 1 June 2025 at noon; dates in the configuration are moved there. For one thread.
 */
final class Example implements AutoCloseable {
    private static final Path FOLDER = Path.of("..", "docs", "examples", "rest");

    private final VirtualClock clock = VirtualClock.automatic();
    private final String text;
    private final Collector collector;
    private final FakeUpstream upstream;

    private Example(String text, Path directory, FakeUpstreamBuilder builder) {
        this.text = text;
        this.collector = new Collector(directory).by(clock);
        this.upstream = builder.clock(clock).start();
    }

    /** @param name of the file, without its ending */
    static Example of(String name, Path directory, FakeUpstreamBuilder builder) {
        return new Example(read(name), directory, builder);
    }

    static String read(String name) {
        try {
            return Files.readString(FOLDER.resolve(name + ".conf"));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static List<String> names() {
        try (var files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".conf"))
                    .map(name -> name.substring(0, name.length() - ".conf".length()))
                    .sorted()
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    Example with(String variable, String value) {
        collector.with(variable, value);
        return this;
    }

    /** A run that loses nothing. */
    Example run() {
        collector.runWhole(configuration());
        return this;
    }

    /** The cause of the one item that a run loses. */
    String loss() {
        return collector.runToOneFailure(configuration()).cause();
    }

    private String configuration() {
        return text.replaceAll("base-url = \"https://[^\"]+\"", "base-url = \"" + upstream.uri() + "\"")
                .replaceAll("\"202[456]-01-01\"", "\"2025-01-01\"");
    }

    Collector collector() {
        return collector;
    }

    FakeUpstream upstream() {
        return upstream;
    }

    VirtualClock clock() {
        return clock;
    }

    /** All that was asked for, in the order of arrival. */
    List<ReceivedRequest> requests() {
        return upstream.traffic().exchanges().stream().map(one -> one.request()).toList();
    }

    @Override
    public void close() {
        upstream.close();
        clock.close();
    }

    /** The part of a list that a page has, as JSON. */
    static <T> List<T> page(List<T> all, long from, long size) {
        int begin = (int) Math.min(all.size(), from);
        return all.subList(begin, (int) Math.min(all.size(), begin + size));
    }

    static List<Integer> numbers(int last) {
        return IntStream.rangeClosed(1, last).boxed().toList();
    }

    /** The days (since 1970) that begin within a span of seconds since 1970, both ends included. */
    static List<Long> days(long from, long to) {
        return LongStream.rangeClosed(Math.floorDiv(from + 86_399, 86_400), Math.floorDiv(to, 86_400))
                .boxed()
                .toList();
    }
}
