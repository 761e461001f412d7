package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import dev.headrace.spi.HttpCall;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.BiConsumer;
import org.apache.hc.core5.http.ConnectionClosedException;
import org.jspecify.annotations.Nullable;

/**
 * The bodies that are read in batches: being read, or parked until the item of the next batch comes for them. Thread-safe; calls
 * out with no lock held.
 */
final class LiveBodies {
    /** A parked body holds a permit and a connection; who needs longer sends the request again. */
    static final Duration PARKING = Duration.ofSeconds(30);

    /** Reading blocks a thread of the engine's own lane (8), which looks up names too. */
    private static final int READ_AT_ONCE = 4;

    private final Ticker ticker;
    private final Executor blocking;

    // All that follows is guarded by this.
    private final Map<Place, Parked> parked = new HashMap<>();
    private final Set<LiveBody> all = new HashSet<>();
    private final Deque<Runnable> queue = new ArrayDeque<>();
    private int reading;
    private boolean closed;

    /** @param upstream by identity, for what one instance may read is not another's */
    private record Place(Upstream upstream, String method, String target, String from) {
        static Place of(Upstream upstream, HttpCall call, String from) {
            return new Place(upstream, call.method(), call.target(), from);
        }
    }

    private record Parked(LiveBody body, Ticker.Alarm alarm) {}

    LiveBodies(Ticker ticker, Executor blocking) {
        this.ticker = ticker;
        this.blocking = blocking;
    }

    /** The body that the call goes on in, if it is still there. */
    @Nullable
    LiveBody take(Upstream upstream, HttpCall call) {
        Parked found;
        synchronized (this) {
            found = parked.remove(
                    Place.of(upstream, call, call.streaming().orElseThrow().from()));
        }
        if (found == null) {
            return null;
        }
        found.alarm().cancel();
        return found.body();
    }

    void park(Upstream upstream, HttpCall call, String from, LiveBody body) {
        Place place = Place.of(upstream, call, from);
        Ticker.Alarm alarm = ticker.schedule(PARKING, () -> abandon(place, body));
        Parked before;
        synchronized (this) {
            before = closed ? new Parked(body, alarm) : parked.put(place, new Parked(body, alarm));
        }
        if (before != null) {
            before.alarm().cancel();
            drop(before.body());
        }
    }

    private void abandon(Place place, LiveBody body) {
        synchronized (this) {
            Parked found = parked.get(place);
            if (found == null || found.body() != body) {
                return;
            }
            parked.remove(place);
        }
        run(() -> drop(body));
    }

    /** Ends a body, wherever it is. */
    void drop(LiveBody body) {
        synchronized (this) {
            all.remove(body);
        }
        body.close();
    }

    /** Reads a batch on a thread that may block; tells what came of it there, exactly once. */
    void read(LiveBody body, BiConsumer<LiveBody.@Nullable Batch, @Nullable Throwable> told) {
        synchronized (this) {
            if (!closed) {
                all.add(body);
            }
            queue.add(() -> batch(body, told));
        }
        next();
    }

    private static void batch(LiveBody body, BiConsumer<LiveBody.@Nullable Batch, @Nullable Throwable> told) {
        LiveBody.Batch batch;
        try {
            batch = body.next();
        } catch (Throwable broken) {
            // A connector's reader may throw anything, and must fail nothing but its call.
            told.accept(null, broken);
            return;
        }
        told.accept(batch, null);
    }

    private void next() {
        Runnable work;
        synchronized (this) {
            if (reading >= READ_AT_ONCE || queue.isEmpty()) {
                return;
            }
            reading++;
            work = queue.remove();
        }
        Runnable turn = () -> {
            try {
                work.run();
            } finally {
                done();
            }
        };
        run(turn);
    }

    private void done() {
        synchronized (this) {
            reading--;
        }
        next();
    }

    /** Where the pool takes no more the run is ending, its bodies are closed, and nothing blocks. */
    private void run(Runnable work) {
        try {
            blocking.execute(work);
        } catch (RejectedExecutionException ending) {
            work.run();
        }
    }

    /** The reactor died; what came over it ends here. */
    void lost(Reactor dead) {
        List<LiveBody> lost;
        synchronized (this) {
            lost = all.stream().filter(body -> body.reactor() == dead).toList();
        }
        lost.forEach(body -> body.cut(new ConnectionClosedException("the I/O thread died")));
    }

    void close() {
        List<LiveBody> left;
        synchronized (this) {
            closed = true;
            left = new ArrayList<>(all);
            all.clear();
            parked.values().forEach(waiting -> waiting.alarm().cancel());
            parked.clear();
        }
        left.forEach(LiveBody::close);
    }
}
