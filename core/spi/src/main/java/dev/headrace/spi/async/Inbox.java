package dev.headrace.spi.async;

import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Hands completed items from any thread to the loop, in the order of completion. Linked through the items themselves:
 * a completion allocates nothing and so cannot get lost for want of memory. {@link #add} is for any thread, once for an
 * item; {@link #poll} is for the loop.
 */
final class Inbox<S extends Inbox.Link<S>> {
    /** What an item must have to lie in an inbox. */
    abstract static class Link<S> {
        private @Nullable S next;
    }

    private final AtomicReference<@Nullable S> newest = new AtomicReference<>();
    private @Nullable S oldest;

    void add(S item) {
        S before;
        do {
            before = newest.get();
            link(item, before);
        } while (!newest.compareAndSet(before, item));
    }

    @Nullable
    S poll() {
        if (oldest == null) {
            oldest = reversed(newest.getAndSet(null));
        }
        S item = oldest;
        if (item != null) {
            oldest = next(item);
            link(item, null);
        }
        return item;
    }

    private @Nullable S reversed(@Nullable S newestFirst) {
        S result = null;
        S item = newestFirst;
        while (item != null) {
            S following = next(item);
            link(item, result);
            result = item;
            item = following;
        }
        return result;
    }

    private @Nullable S next(S item) {
        Link<S> link = item;
        return link.next;
    }

    private void link(S item, @Nullable S next) {
        Link<S> link = item;
        link.next = next;
    }
}
