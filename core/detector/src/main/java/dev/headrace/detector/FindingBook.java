package dev.headrace.detector;

import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** What was found, one finding for each place, and what was let pass. Thread-safe by its monitor, which is held for microseconds. */
final class FindingBook {
    /** More places than anybody reads; bounds memory. */
    private static final int MOST = 1_000;

    /** What makes two occurrences the same place. */
    record Place(Verdict verdict, Detector detector, String owner, String connector, String blocking) {
        static Place of(Finding finding) {
            Site site = finding.site();
            return new Place(
                    finding.verdict(),
                    finding.detector(),
                    finding.work().owner(),
                    site.connectorFrame().map(StackTraceElement::toString).orElse(""),
                    site.blockingFrame().map(Site::method).orElse(""));
        }
    }

    private final Map<Place, Finding> findings = new LinkedHashMap<>();
    private final Map<String, Long> allowed = new TreeMap<>();
    private long tolerated;

    synchronized void add(Finding finding) {
        Place place = Place.of(finding);
        Finding known = findings.get(place);
        if (known != null) {
            findings.put(place, known.again().lost(finding.lost()));
        } else if (findings.size() < MOST) {
            findings.put(place, finding);
        }
    }

    /** The last occurrence at that place took so long. */
    synchronized void lose(Finding finding, Duration lost) {
        findings.computeIfPresent(Place.of(finding), (place, known) -> known.lost(lost));
    }

    synchronized void allow(String reason) {
        allowed.merge(reason, 1L, Long::sum);
    }

    synchronized void tolerate() {
        tolerated++;
    }

    synchronized DetectionResult result(List<String> probes) {
        return new DetectionResult(List.copyOf(findings.values()), copy(allowed), tolerated, probes);
    }

    /** Keeps the order, which {@code Map.copyOf} does not. */
    private static Map<String, Long> copy(Map<String, Long> counts) {
        return Collections.unmodifiableMap(new TreeMap<>(counts));
    }
}
