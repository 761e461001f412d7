package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import dev.headrace.detector.Verdict;
import org.jspecify.annotations.Nullable;

/**
 * Something that a connector may do on its strand.
 *
 * @param since the first JDK on which it is what it is
 * @param expected what has to be found; null of an act that is not found
 * @param lines where it is written
 */
public record Act(
        String name, Kind kind, int since, @Nullable Expected expected, Lines lines, Preparation preparation) {
    /** What it is to the detectors. */
    public enum Kind {
        /** It blocks, and has to be found. */
        BLOCKS,
        /** It does not block, or may by decision, and must not be found. */
        HARMLESS,
        /** It blocks for so short that the watchdog does not see it, and where no probe reaches. Noted, so that it is known. */
        MISSED
    }

    /**
     * What has to be found.
     *
     * @param detector the one that has to find it, whoever else does
     */
    public record Expected(Verdict verdict, Detector detector) {}

    /** The lines of a source file from one up to, without, another. */
    public record Lines(String file, int from, int to) {
        boolean contain(StackTraceElement frame) {
            return file.equals(frame.getFileName()) && frame.getLineNumber() >= from && frame.getLineNumber() < to;
        }
    }

    /** Sets up what an act needs, on the test's thread. */
    public interface Preparation {
        Deed prepare(Stage stage) throws Exception;
    }

    /** The act itself, on the strand: a lambda with a body, since a method reference leaves no frame with the act's line. */
    public interface Deed {
        void run() throws Exception;
    }

    Act written(Lines elsewhere) {
        return new Act(name, kind, since, expected, elsewhere, preparation);
    }

    boolean isOfThisJdk() {
        return Runtime.version().feature() >= since;
    }

    @Override
    public String toString() {
        return name;
    }
}
