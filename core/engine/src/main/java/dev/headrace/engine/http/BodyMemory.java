package dev.headrace.engine.http;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The bytes of large bodies that one client holds. Above the bound readers stop, all but one, so that there is always one that
 * gets to its end and makes room. A soft bound: what is over it is at most one body, and a window of each reader. Thread-safe.
 */
final class BodyMemory {
    /** Who reads a large body. */
    @FunctionalInterface
    interface Reader {
        /** There may be room: ask again. Called with no lock held, on any thread. */
        void askAgain();
    }

    private final long bound;
    // All that follows is guarded by this.
    private final Set<Reader> stopped = new LinkedHashSet<>();
    private long held;
    private @Nullable Reader favoured;

    BodyMemory(long bound) {
        this.bound = bound;
    }

    /** Adds bytes that are there already, for example decompressed ones. */
    synchronized void add(long bytes) {
        held += bytes;
    }

    /**
     * Asks to read more.
     *
     * @return false if the reader must wait for {@link Reader#askAgain}
     */
    synchronized boolean reserve(Reader reader, long bytes) {
        boolean room = held + bytes <= bound;
        if (!room && favoured != null && favoured != reader) {
            stopped.add(reader);
            return false;
        }
        if (!room) {
            favoured = reader;
        }
        held += bytes;
        return true;
    }

    /** Gives back what a reader held; it reads no more. */
    void release(Reader reader, long bytes) {
        for (Reader next : releaseAndWake(reader, bytes)) {
            next.askAgain();
        }
    }

    synchronized long held() {
        return held;
    }

    private synchronized List<Reader> releaseAndWake(Reader reader, long bytes) {
        held -= bytes;
        stopped.remove(reader);
        favoured = favoured == reader ? null : favoured;
        if (stopped.isEmpty() || favoured != null && held >= bound) {
            return List.of();
        }
        List<Reader> woken = new ArrayList<>(stopped);
        stopped.clear();
        return woken;
    }
}
