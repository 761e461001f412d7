package dev.headrace.engine.report;

import java.util.OptionalLong;

/**
 * A number that is not known exactly.
 *
 * @param least what is certain
 * @param likely what is to be expected; empty where nothing says so
 * @param most what it will hardly exceed; empty where nothing says so
 */
public record Estimate(long least, OptionalLong likely, OptionalLong most) {
    /** Nothing at all. */
    public static final Estimate NONE = exactly(0);

    /** A number that is known. */
    public static Estimate exactly(long number) {
        return new Estimate(number, OptionalLong.of(number), OptionalLong.of(number));
    }

    /** A number of which only so much is certain. */
    public static Estimate atLeast(long number) {
        return new Estimate(number, OptionalLong.empty(), OptionalLong.empty());
    }

    /** A number that is expected, without anything to say how large it may be. */
    public static Estimate likely(long least, long likely) {
        return new Estimate(Math.min(least, likely), OptionalLong.of(likely), OptionalLong.empty());
    }

    /** A number between two, with nothing to say which is likelier. */
    public static Estimate between(long least, long most) {
        return least == most
                ? exactly(least)
                : new Estimate(least, OptionalLong.empty(), OptionalLong.of(Math.max(least, most)));
    }

    /** A number that is expected, in its range. */
    public static Estimate about(long least, long likely, long most) {
        return new Estimate(Math.min(least, likely), OptionalLong.of(likely), OptionalLong.of(Math.max(likely, most)));
    }

    /** The sum of two; what is not known of one is not known of the sum. */
    public Estimate plus(Estimate other) {
        return new Estimate(least + other.least, sum(likely, other.likely), sum(most, other.most));
    }

    private static OptionalLong sum(OptionalLong one, OptionalLong other) {
        return one.isPresent() && other.isPresent()
                ? OptionalLong.of(one.getAsLong() + other.getAsLong())
                : OptionalLong.empty();
    }

    /** So many times as much. */
    public Estimate times(double factor) {
        return new Estimate(Math.round(least * factor), times(likely, factor), times(most, factor));
    }

    private static OptionalLong times(OptionalLong number, double factor) {
        return number.isPresent() ? OptionalLong.of(Math.round(number.getAsLong() * factor)) : number;
    }

    /** True if the number is known. */
    public boolean exact() {
        return most.isPresent() && most.getAsLong() == least;
    }
}
