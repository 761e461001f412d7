package dev.headrace.engine.budget;

import dev.headrace.spi.Limit;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Sees to it that a killed process has not sent more than is written down. What is written counts some units in advance, which may be
 * sent while the next writing is under way; who sends more waits for it. So a limit that was killed sends too little afterwards, by 2 %
 * of its window, rather than too much. Only the first units of a run are not waited for: what 5 seconds of the rate allow. Guarded by
 * the kernel's lock.
 */
final class Ledger {
    /** Shorter windows are over before a process has started again. */
    static final Duration SHORTEST = Duration.ofMinutes(1);

    private static final Duration AT_RISK = Duration.ofSeconds(5);
    private static final int PART_IN_ADVANCE = 50;
    /** What answers say is left is written down so often at most. */
    private static final long QUOTA_EACH = TimeUnit.SECONDS.toNanos(5);

    private @Nullable Keeping keeping;
    private boolean hasLong;
    private int atRisk;
    private int inAdvance;
    private int advanced;
    private long unwritten;
    private boolean changed;
    private long quotaWrittenAt;

    void rules(List<Limit.Window> windows) {
        List<Limit.Window> kept = windows.stream().filter(Ledger::isKept).toList();
        hasLong = !kept.isEmpty();
        atRisk = kept.stream().mapToInt(Ledger::atRisk).min().orElse(0);
        int smallest = kept.stream().mapToInt(Limit.Window::permits).min().orElse(0);
        inAdvance = Math.max(atRisk, smallest / PART_IN_ADVANCE);
    }

    static boolean isKept(Limit.Window window) {
        return window.length().compareTo(SHORTEST) >= 0;
    }

    private static int atRisk(Limit.Window window) {
        return (int) Math.max(
                1, window.permits() * AT_RISK.toMillis() / window.length().toMillis());
    }

    void keptBy(Keeping keeper) {
        keeping = keeper;
    }

    /** What is written down counts so much more than was sent. */
    int inAdvance() {
        return inAdvance;
    }

    /** Whether a request may go before more is written down. */
    boolean covers(int cost) {
        return !isOn() || unwritten == 0 || unwritten + cost <= advanced + (long) atRisk;
    }

    /** As {@link #covers}, and asks for a writing if not. */
    boolean coversOrAsks(int cost) {
        boolean covered = covers(cost);
        if (!covered) {
            want();
        }
        return covered;
    }

    private boolean isOn() {
        return hasLong && keeping != null && keeping.on();
    }

    void charge(int cost) {
        if (hasLong) {
            unwritten += cost;
            if (isOn() && 2 * unwritten > advanced + (long) atRisk) {
                want();
            }
        }
    }

    /** Something is to be kept that does not count. */
    void changed() {
        want();
    }

    /** A pause has begun. */
    void paused() {
        want();
    }

    /** An answer has said what is left. */
    void told(long now) {
        if (now - quotaWrittenAt >= QUOTA_EACH) {
            quotaWrittenAt = now;
            want();
        }
    }

    private void want() {
        changed = true;
        if (keeping != null) {
            keeping.want();
        }
    }

    /**
     * Whether what is written down is not what is so.
     *
     * @param goesOn whether more may be sent; if not, nothing is to be counted in advance
     */
    boolean differs(boolean goesOn) {
        return changed || unwritten > 0 || (!goesOn && advanced > 0);
    }

    /** What is being written covers so many units. */
    long written() {
        changed = false;
        return unwritten;
    }

    void kept(long units) {
        unwritten -= units;
        advanced = inAdvance;
    }
}
