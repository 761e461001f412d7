package dev.headrace.engine.http;

import dev.headrace.engine.budget.Ticker;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Addresses by host name. Look-ups block, so they run on an executor that may; reactors only read what is here. Thread-safe.
 *
 * <p>An entry that is past its time is still used while one look-up renews it (RFC 8767 allows days; here it is one more life),
 * so that nobody waits for a name that is known.
 */
final class DnsCache {
    /** Finds the addresses of a host; may block. */
    @FunctionalInterface
    interface Lookup {
        /** @return at least one address */
        List<InetAddress> find(String host) throws UnknownHostException;
    }

    static final Duration LIFE = Duration.ofSeconds(30);
    static final Duration LIFE_OF_FAILURES = Duration.ofSeconds(5);
    /** More hosts than any run has; a connector that invents names must not fill the memory. */
    private static final int MOST_HOSTS = 4096;

    private final Lookup lookup;
    private final Executor blocking;
    private final Ticker ticker;
    private final ConcurrentHashMap<String, Host> hosts = new ConcurrentHashMap<>();

    DnsCache(Lookup lookup, Executor blocking, Ticker ticker) {
        this.lookup = lookup;
        this.blocking = blocking;
        this.ticker = ticker;
    }

    /** What the JVM's resolver says. */
    static DnsCache system(Executor blocking, Ticker ticker) {
        return new DnsCache(host -> List.of(InetAddress.getAllByName(host)), blocking, ticker);
    }

    /** Whether {@link #addresses} has an answer now. Starts a look-up when the answer is past its time. */
    boolean isKnown(String host) {
        Host entry = hosts.get(host);
        return entry != null && entry.isUsable();
    }

    /**
     * Calls back when {@link #addresses} has an answer: on this thread if it has, otherwise on the blocking executor.
     *
     * @param known gets {@code null}, or why the host has no address
     */
    void resolve(String host, Consumer<@Nullable UnknownHostException> known) {
        if (hosts.size() >= MOST_HOSTS) {
            hosts.clear();
        }
        hosts.computeIfAbsent(host, Host::new).whenKnown(known);
    }

    /** The addresses, from memory only; never blocks. */
    List<InetAddress> addresses(String host) throws UnknownHostException {
        Host entry = hosts.get(host);
        if (entry == null) {
            throw new UnknownHostException(host + " was not looked up");
        }
        return entry.addresses();
    }

    private final class Host {
        private final String name;
        // All that follows is guarded by this.
        private @Nullable List<InetAddress> found;
        private @Nullable UnknownHostException failure;
        private long expires;
        private boolean looking;
        private List<Consumer<@Nullable UnknownHostException>> waiting = new ArrayList<>(1);

        Host(String name) {
            this.name = name;
        }

        boolean isUsable() {
            boolean usable;
            boolean renew;
            synchronized (this) {
                long age = ticker.nanoTime() - expires;
                usable = found != null && age <= LIFE.toNanos();
                renew = usable && age > 0 && claimLookUp();
            }
            if (renew) {
                begin();
            }
            return usable;
        }

        void whenKnown(Consumer<@Nullable UnknownHostException> known) {
            if (isUsable()) {
                known.accept(null);
                return;
            }
            UnknownHostException recent;
            boolean begin = false;
            synchronized (this) {
                recent = failure != null && ticker.nanoTime() - expires < 0 ? failure : null;
                if (recent == null) {
                    waiting.add(known);
                    begin = claimLookUp();
                }
            }
            if (recent != null) {
                known.accept(recent);
            } else if (begin) {
                begin();
            }
        }

        synchronized List<InetAddress> addresses() throws UnknownHostException {
            if (found == null) {
                throw new UnknownHostException(name + " was not looked up");
            }
            return found;
        }

        private synchronized boolean claimLookUp() {
            boolean mine = !looking;
            looking = true;
            return mine;
        }

        private void begin() {
            try {
                (isLiteral(name) ? (Executor) Runnable::run : blocking).execute(this::lookUp);
            } catch (RejectedExecutionException full) {
                settle(null, new UnknownHostException(name + " could not be looked up: the blocking pool is full"));
            }
        }

        private void lookUp() {
            try {
                settle(lookup.find(name), null);
            } catch (UnknownHostException unknown) {
                settle(null, unknown);
            } catch (RuntimeException | Error broken) {
                settle(null, new UnknownHostException(name + " could not be looked up: " + broken));
            }
        }

        private void settle(@Nullable List<InetAddress> addresses, @Nullable UnknownHostException why) {
            List<Consumer<@Nullable UnknownHostException>> heard;
            synchronized (this) {
                // A failed renewal keeps what is known: old addresses are better than none.
                found = addresses == null ? found : addresses;
                failure = why;
                expires = ticker.nanoTime() + (why == null ? LIFE : LIFE_OF_FAILURES).toNanos();
                looking = false;
                heard = waiting;
                waiting = new ArrayList<>(1);
            }
            heard.forEach(known -> known.accept(why));
        }
    }

    /** Addresses need no look-up; the JVM's resolver only reads them. */
    static boolean isLiteral(String host) {
        return host.indexOf(':') >= 0 || host.chars().allMatch(c -> c == '.' || Character.isDigit(c));
    }
}
