package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class DnsCacheTest {
    private static final InetAddress HOME = InetAddress.getLoopbackAddress();

    private final HandTicker ticker = new HandTicker();
    private final ArrayDeque<Runnable> pool = new ArrayDeque<>();
    private final List<String> heard = new ArrayList<>();
    private int lookUps;
    private boolean down;
    private final DnsCache cache = new DnsCache(this::find, pool::add, ticker);

    private List<InetAddress> find(String host) throws UnknownHostException {
        lookUps++;
        if (down) {
            throw new UnknownHostException(host);
        }
        return List.of(HOME);
    }

    private void hear(@Nullable UnknownHostException failure) {
        heard.add(failure == null ? "known" : String.valueOf(failure.getMessage()));
    }

    private void runPool() {
        for (Runnable task = pool.poll(); task != null; task = pool.poll()) {
            task.run();
        }
    }

    @Test
    void manyWhoAskShareOneLookUp() throws Exception {
        cache.resolve("h", this::hear);
        cache.resolve("h", this::hear);
        assertThat(heard).isEmpty();
        runPool();

        assertThat(heard).containsExactly("known", "known");
        assertThat(cache.addresses("h")).containsExactly(HOME);
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void aKnownNameIsAnsweredAtOnce() {
        cache.resolve("h", this::hear);
        runPool();
        ticker.advance(DnsCache.LIFE);
        assertThat(cache.isKnown("h")).isTrue();
        cache.resolve("h", this::hear);

        assertThat(heard).hasSize(2);
        assertThat(lookUps).isEqualTo(1);
    }

    @Test
    void aNamePastItsTimeIsUsedWhileItIsRenewed() {
        cache.resolve("h", this::hear);
        runPool();
        ticker.advance(DnsCache.LIFE.plusSeconds(1));

        assertThat(cache.isKnown("h")).isTrue();
        assertThat(cache.isKnown("h")).isTrue();
        assertThat(pool).hasSize(1);
        runPool();
        assertThat(lookUps).isEqualTo(2);
    }

    @Test
    void aNameLongPastItsTimeIsLookedUpFirst() {
        cache.resolve("h", this::hear);
        runPool();
        ticker.advance(DnsCache.LIFE.multipliedBy(3));

        assertThat(cache.isKnown("h")).isFalse();
        cache.resolve("h", this::hear);
        assertThat(heard).hasSize(1);
        runPool();
        assertThat(heard).hasSize(2);
    }

    @Test
    void aFailureIsRememberedForAShortTime() {
        down = true;
        cache.resolve("h", this::hear);
        runPool();
        cache.resolve("h", this::hear);
        assertThat(heard).containsExactly("h", "h");
        assertThat(lookUps).isEqualTo(1);

        down = false;
        ticker.advance(DnsCache.LIFE_OF_FAILURES.plus(Duration.ofMillis(1)));
        cache.resolve("h", this::hear);
        runPool();
        assertThat(heard).endsWith("known");
    }

    @Test
    void aFailedRenewalKeepsWhatIsKnown() throws Exception {
        cache.resolve("h", this::hear);
        runPool();
        ticker.advance(DnsCache.LIFE.plusSeconds(1));
        down = true;
        assertThat(cache.isKnown("h")).isTrue();
        runPool();

        assertThat(cache.isKnown("h")).isTrue();
        assertThat(cache.addresses("h")).containsExactly(HOME);
    }

    @Test
    void aFullPoolIsAFailureThatIsTold() {
        Executor full = task -> {
            throw new RejectedExecutionException("full");
        };
        new DnsCache(this::find, full, ticker).resolve("h", this::hear);

        assertThat(heard).containsExactly("h could not be looked up: the blocking pool is full");
    }

    @Test
    void whatTheResolverThrowsIsAFailureThatIsTold() {
        new DnsCache(
                        host -> {
                            throw new IllegalStateException("broken");
                        },
                        Runnable::run,
                        ticker)
                .resolve("h", this::hear);

        assertThat(heard).containsExactly("h could not be looked up: java.lang.IllegalStateException: broken");
    }

    @Test
    void anAddressNeedsNoPool() {
        cache.resolve("127.0.0.1", this::hear);
        cache.resolve("::1", this::hear);

        assertThat(heard).containsExactly("known", "known");
        assertThat(pool).isEmpty();
    }

    @Test
    void aNameThatWasNotLookedUpIsNotLookedUpByAReactor() {
        assertThatThrownBy(() -> cache.addresses("h")).isInstanceOf(UnknownHostException.class);
        assertThat(lookUps).isZero();
    }
}
