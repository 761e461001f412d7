package dev.headrace.engine.run;

import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.engine.strand.BlockingVerdict;
import java.time.Duration;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Makes one list of what the probes, the counters and the watchdog have found, one finding for each place. Stateless. */
final class BlockingPlaces {
    /**
     * What makes findings of two detectors the same place. What each calls it may differ, as what it knows does; so do the
     * frames, which name the class loader or not.
     */
    private record Place(String owner, String connector, String blocking) {
        static Place of(Finding finding) {
            Site site = finding.site();
            return new Place(
                    finding.work().owner(),
                    site.connectorFrame().map(Site::place).orElse(""),
                    site.blockingFrame().map(Site::method).orElse(""));
        }
    }

    private BlockingPlaces() {}

    /**
     * Those for which the connectors are to blame, what cost most first. What two detectors have found is told as the probe saw
     * it, which misses no call.
     */
    static List<Finding> of(Collection<Finding> probed, Collection<BlockingVerdict> watched) {
        Map<Place, Finding> places = new LinkedHashMap<>();
        probed.stream().filter(Blame::onConnector).forEach(finding -> places.put(Place.of(finding), finding));
        watched.stream()
                .map(BlockingVerdict::finding)
                .filter(Blame::onConnector)
                .forEach(finding -> places.merge(Place.of(finding), finding, BlockingPlaces::longest));
        return places.values().stream()
                .sorted(Comparator.comparing(Finding::lost, Comparator.reverseOrder()))
                .toList();
    }

    /** A probe learns the time of a call when it returns, the watchdog while it lasts. */
    private static Finding longest(Finding probed, Finding watched) {
        Duration more = watched.lost().minus(probed.lost());
        return more.isNegative() ? probed : probed.lost(more);
    }
}
