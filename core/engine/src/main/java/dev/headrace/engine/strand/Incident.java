package dev.headrace.engine.strand;

import dev.headrace.detector.Assignment;
import dev.headrace.detector.Detector;
import dev.headrace.detector.Finding;
import dev.headrace.detector.Site;
import dev.headrace.detector.Verdict;
import dev.headrace.engine.strand.KernelThread.Usage;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One task that held its carrier beyond the limit, from its detection to its end. Confined to the watchdog.
 *
 * <p>The task is looked at again and again, at growing intervals: what it lost between two looks is charged to the place where
 * the first of them found it.
 */
final class Incident {
    private static final Logger log = LoggerFactory.getLogger(Incident.class);

    /** Places told apart within one task; bounds memory and calls for a task that wanders. */
    private static final int PLACES = 8;

    /** The next look comes after this part of the task's age: a task stuck for long costs little, and is charged to 1/8. */
    private static final int AGE_PER_LOOK = 8;

    private final WatchSettings settings;
    private final Telling telling;
    private final Owner owner;
    private final String thread;
    private final Runnable action;
    private final long started;
    private final Usage first;
    private final Map<SiteKey, BlockingVerdict> places = new LinkedHashMap<>();

    private SiteKey current = new SiteKey(Verdict.WAIT, "", "");
    private long charged;
    private long nextLook;
    private Usage before;
    private long beforeAt;

    Incident(WatchSettings settings, Telling telling, TaskSighting sighting) {
        this.settings = settings;
        this.telling = telling;
        this.owner = sighting.owner();
        this.thread = sighting.thread();
        this.action = sighting.task().action;
        this.started = sighting.started();
        this.first = sighting.usage();
        this.before = sighting.usage();
        this.beforeAt = sighting.at();
        this.charged = started;
        this.nextLook = started;
    }

    boolean isDue(long now) {
        return now - nextLook >= 0;
    }

    /**
     * Takes in what a look showed.
     *
     * @param excusedNanos how long the whole JVM stood still since the task began
     */
    void see(ThreadLook look, long excusedNanos) {
        long age = look.at() - started;
        nextLook = look.at() + Math.max(settings.tick().toNanos(), age / AGE_PER_LOOK);
        Verdict kind = look.kind(before, beforeAt);
        before = look.usage();
        beforeAt = look.at();
        if (kind != null
                && held(kind, look, excusedNanos) >= patience(kind, look).toNanos()) {
            charge(kind, look);
        }
    }

    /** How long it has been at that: what it computed is known, waiting is what is left of its age. */
    private long held(Verdict kind, ThreadLook look, long excusedNanos) {
        if (kind == Verdict.CPU) {
            return look.usage().cpuNanos() - first.cpuNanos();
        }
        long starved = look.usage().waitNanos() - first.waitNanos();
        return look.at() - started - excusedNanos - starved;
    }

    /** The task ended; nothing is told of one that was never caught at anything. */
    void end(long at) {
        if (places.isEmpty()) {
            return;
        }
        lose(current, at);
        places.forEach((place, verdict) -> {
            owner.verdicts().lose(place, Duration.ZERO, false);
            BlockingVerdict last = verdict.lost(Duration.ZERO, false);
            telling.tell(owner, () -> settings.listener().ended(last, action));
        });
    }

    private Duration patience(Verdict kind, ThreadLook look) {
        if (look.loadsClasses()) {
            return settings.classLoadingLimit();
        }
        return kind == Verdict.CPU ? settings.cpuLimit() : settings.limit();
    }

    private void charge(Verdict kind, ThreadLook look) {
        Site site = Site.of(look.taskStack(), owner.ownCode());
        SiteKey place = SiteKey.of(kind, site);
        boolean begins = !places.containsKey(place) && places.size() < PLACES;
        if (!places.isEmpty()) {
            lose(current, look.at());
        }
        if (begins) {
            begin(place, kind, site, look.at());
        }
        if (places.containsKey(place)) {
            current = place;
        }
    }

    private void begin(SiteKey place, Verdict kind, Site site, long now) {
        Instant start = Instant.now().minusNanos(now - charged);
        Finding finding = new Finding(kind, Detector.WATCHDOG, site, thread, work(), Duration.ZERO, 1);
        BlockingVerdict verdict = new BlockingVerdict(finding, start, true);
        boolean news = owner.verdicts().found(place, verdict);
        places.put(place, verdict);
        lose(place, now);
        BlockingVerdict soFar = places.getOrDefault(place, verdict);
        telling.tell(owner, () -> tell(soFar, news));
    }

    private Assignment work() {
        return action instanceof NamedTask named
                ? new Assignment(owner.name(), named.work())
                : Assignment.of(owner.name());
    }

    private void tell(BlockingVerdict verdict, boolean news) {
        if (news) {
            // The listener knows whose fault it is and warns; this is for those who look for the engine's own waits.
            log.debug(
                    "{}; other strands go on\n{}",
                    verdict.sentence(),
                    verdict.site().stack());
        }
        settings.listener().stillRunning(verdict, action);
    }

    private void lose(SiteKey place, long until) {
        Duration lost =
                Duration.ofNanos(Math.max(0, until - charged)); // the task may have ended just before the last look
        charged += lost.toNanos();
        places.computeIfPresent(place, (key, verdict) -> verdict.lost(lost, true));
        owner.verdicts().lose(place, lost, true);
    }
}
