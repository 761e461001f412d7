package dev.headrace.engine.cause;

import dev.headrace.engine.account.LimitWait;
import dev.headrace.engine.account.Phase;
import java.util.List;

/**
 * How an item went in each world: it waits for its permits, does what it does beside, and waits for the strand. What it waited in truth
 * beyond what the limits and the strand explain, it waits in every world. Filled again and again.
 */
final class Course {
    static final Phase[] PHASES = Phase.values();

    private final Worlds worlds;
    private final long[] went = new long[Worlds.MOST];
    private final long[] over = new long[Worlds.MOST];
    private final long[] rest = new long[Worlds.MOST];
    private final long[] held = new long[Worlds.MOST];
    private long[] ended = new long[0];

    Course(Worlds worlds) {
        this.worlds = worlds;
    }

    /** When it ended, by world; the caller's to keep. */
    long[] ended() {
        return ended;
    }

    void follow(Trail start, Spent spent, Party party, Limits limits) {
        ended = new long[Worlds.MOST];
        divide(spent, party);
        pass(start, spent, party, limits);
        run(start, spent, party);
    }

    // ---- what it does beside

    private static boolean holdsPermit(Phase phase) {
        return switch (phase) {
            case DNS, POOL, CONNECT, TLS, FIRST_BYTE, BODY -> true;
            default -> false;
        };
    }

    private static boolean isWaitOrStrand(Phase phase) {
        return switch (phase) {
            case BUDGET, STRAND_WAIT, STRAND, BLOCKED, QUEUE -> true;
            default -> false;
        };
    }

    private void divide(Spent spent, Party party) {
        long all = 0;
        long permit = 0;
        for (Phase phase : PHASES) {
            all += isWaitOrStrand(phase) ? 0 : spent.in(phase);
            permit += holdsPermit(phase) ? spent.in(phase) : 0;
        }
        for (int world = 0; world < worlds.count(); world++) {
            rest[world] = all;
            held[world] = permit;
        }
        for (Phase phase : PHASES) {
            if (!isWaitOrStrand(phase) && spent.in(phase) > 0) {
                leaveOut(phase, spent.in(phase), party.worldWithout(phase));
            }
        }
    }

    private void leaveOut(Phase phase, long span, int world) {
        if (world != Worlds.REAL) {
            rest[world] -= span;
            held[world] -= holdsPermit(phase) ? span : 0;
        }
    }

    // ---- permits

    private void pass(Trail start, Spent spent, Party party, Limits all) {
        long waited = spent.in(Phase.BUDGET);
        for (int world = 0; world < worlds.count(); world++) {
            went[world] = start.time(world, worlds);
        }
        if (spent.sent.isEmpty()) {
            add(went, waited);
            return;
        }
        List<LimitModel> limits = all.of(spent, party);
        long inTruth = went[Worlds.REAL] + waited;
        long unexplained = inTruth - Math.max(went[Worlds.REAL], opens(limits, Worlds.REAL, went[Worlds.REAL]));
        for (int world = 1; world < worlds.count(); world++) {
            long own = residue(unexplained, worlds.factorOf(world), limits, spent);
            long opens = opens(limits, world, went[world]);
            went[world] = Math.max(went[world], Math.max(went[world], opens) + own);
        }
        went[Worlds.REAL] = inTruth;
        for (int world = 0; world < worlds.count(); world++) {
            over[world] = went[world] + held[world];
        }
        for (LimitModel limit : limits) {
            limit.gone(went, over);
        }
    }

    private void add(long[] times, long span) {
        for (int world = 0; world < worlds.count(); world++) {
            times[world] += span;
        }
    }

    private long opens(List<LimitModel> limits, int world, long comes) {
        long opens = 0;
        for (LimitModel limit : limits) {
            boolean there = world == Worlds.REAL || limit.factor != worlds.factorOf(world);
            // Asked in either case: a place is taken in every world.
            long open = limit.opens(world, comes);
            opens = there ? Math.max(opens, open) : opens;
        }
        return opens;
    }

    /** Of what the rules do not explain, the part of other limits stays. */
    private static long residue(long unexplained, int factor, List<LimitModel> limits, Spent spent) {
        for (LimitModel limit : limits) {
            if (limit.factor == factor && unexplained > 0) {
                LimitWait wait = spent.waits.get(limit.name);
                double part = wait == null ? 0 : wait.time().toNanos() / Math.max(1.0, (double) waited(spent));
                return (long) (unexplained * (1 - part));
            }
        }
        return unexplained;
    }

    /** All that was waited for limits that have a name. */
    static long waited(Spent spent) {
        long waited = 0;
        for (LimitWait wait : spent.waits.values()) {
            waited += wait.time().toNanos();
        }
        return waited;
    }

    // ---- the strand

    private void run(Trail start, Spent spent, Party party) {
        long own = spent.in(Phase.STRAND) + Math.max(0, spent.in(Phase.BLOCKED) - spent.behind);
        long inTruth = start.time() + spent.sum();
        int withoutCode = party.worldWithout(Phase.STRAND);
        int withoutBlocking = party.worldWithout(Phase.BLOCKED);
        long unexplained = inTruth - party.strand.serve(Worlds.REAL, went[Worlds.REAL] + rest[Worlds.REAL], own);
        party.strand.wasFree(inTruth);
        for (int world = 1; world < worlds.count(); world++) {
            long takes = world == withoutBlocking ? spent.in(Phase.STRAND) : world == withoutCode ? 0 : own;
            long more = unexplained;
            if (more > 0 && world == withoutBlocking) {
                more = Math.max(0, more - spent.behind);
            } else if (more > 0 && world == withoutCode) {
                more = Math.max(0, more - spent.in(Phase.STRAND_WAIT));
            }
            long comes = went[world] + rest[world];
            ended[world] = Math.max(comes + takes, party.strand.serve(world, comes, takes) + more);
        }
        ended[Worlds.REAL] = inTruth;
    }
}
