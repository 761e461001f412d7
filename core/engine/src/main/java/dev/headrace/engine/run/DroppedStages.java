package dev.headrace.engine.run;

import dev.headrace.detector.Site;
import dev.headrace.engine.http.Upstream;
import dev.headrace.engine.report.AbandonedStage;
import dev.headrace.engine.report.AbandonedStage.Fate;
import dev.headrace.engine.stage.CreationLines;
import dev.headrace.engine.stage.DroppedStage;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.WorkItem;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The stages that one instance has dropped, one entry for each place. Written wherever an item ends, read by anyone; guarded by
 * its monitor. Keeps text only, so that nothing of a plugin outlives it.
 */
final class DroppedStages {
    private static final Logger LOG = LoggerFactory.getLogger(DroppedStages.class);

    /** A connector has fewer places where it could drop a stage; without lines, kinds of items bound them. */
    private static final int MOST_PLACES = 100;

    /** What makes two dropped stages the same place: the line if it is known, else the item's kind and the sort of call. */
    private record Place(String kind, String sort, String line, Fate fate) {}

    private final String connector;
    private final CreationLines lines;
    private final Upstream upstream;
    private final UnaryOperator<String> redact;
    private final Map<Place, AbandonedStage> places = new LinkedHashMap<>();

    /** @param redact hides the secrets of this instance in a text */
    DroppedStages(String connector, CreationLines lines, Upstream upstream, UnaryOperator<String> redact) {
        this.connector = connector;
        this.lines = lines;
        this.upstream = upstream;
        this.redact = redact;
    }

    /** A text of this instance without its secrets. */
    String hide(String text) {
        return redact.apply(text);
    }

    CreationLines lines() {
        return lines;
    }

    /**
     * Takes what an item left when it ended. An item that failed may have begun what it then had no use for; there only a
     * failure is worth a word, since it may be the true one.
     */
    void add(WorkItem item, ItemEnd end, List<DroppedStage> dropped) {
        dropped.stream()
                .filter(stage -> end instanceof ItemEnd.Collected
                        || end instanceof ItemEnd.Failed && stage.fate() == Fate.FAILED)
                .forEach(stage -> add(item, stage));
    }

    private void add(WorkItem item, DroppedStage stage) {
        String line = stage.line() == null ? "" : Site.place(stage.line());
        String sort = stage.origin() instanceof HttpCall call
                ? call.method()
                : stage.origin().toString();
        Place place = new Place(line.isEmpty() ? item.kind() : "", sort, line, stage.fate());
        AbandonedStage first = describe(item, stage, line);
        if (isNew(place, first)) {
            LOG.warn("{}{}; further ones are counted for the report", first.sentence(), cause(first));
        }
    }

    private AbandonedStage describe(WorkItem item, DroppedStage stage, String line) {
        String what = stage.origin() instanceof HttpCall call
                ? upstream.describe(call)
                : stage.origin().toString();
        return new AbandonedStage(
                connector,
                redact.apply(item.toString()),
                what,
                stage.fate(),
                stage.failure() == null
                        ? ""
                        : Failure.of(stage.failure(), redact).text(),
                line.isEmpty() ? Optional.empty() : Optional.of(line),
                1);
    }

    private synchronized boolean isNew(Place place, AbandonedStage first) {
        AbandonedStage known = places.get(place);
        if (known == null && places.size() < MOST_PLACES) {
            places.put(place, first);
        } else if (known != null) {
            places.put(place, known.again());
        }
        return known == null;
    }

    private static String cause(AbandonedStage stage) {
        return stage.cause().isEmpty() ? "" : ": " + stage.cause();
    }

    synchronized List<AbandonedStage> all() {
        return List.copyOf(places.values());
    }
}
