package dev.headrace.engine.corpus;

import dev.headrace.detector.Detector;
import dev.headrace.engine.corpus.Act.Kind;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Set;

/** A line of the table: who noticed an act. Has a form as text for another process. */
record Row(String act, Kind kind, Set<Detector> caughtBy) {
    private static final String COLUMN = "\t";

    static Row parse(String line) {
        String[] columns = line.split(COLUMN, -1);
        Set<Detector> detectors = EnumSet.noneOf(Detector.class);
        Arrays.stream(columns).skip(2).map(Detector::valueOf).forEach(detectors::add);
        return new Row(columns[0], Kind.valueOf(columns[1]), detectors);
    }

    String text() {
        StringBuilder line = new StringBuilder(act).append(COLUMN).append(kind);
        caughtBy.forEach(detector -> line.append(COLUMN).append(detector));
        return line.toString();
    }

    boolean isCaughtBy(Detector detector) {
        return caughtBy.contains(detector);
    }
}
