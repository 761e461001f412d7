package dev.headrace.engine.corpus.acts;

import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Semaphore;
import java.util.concurrent.locks.ReentrantLock;
import java.util.regex.Pattern;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;

/** What looks like blocking and is not, and what every connector does. Stateless. */
final class Harmless {
    private Harmless() {}

    static void addTo(Acts acts) {
        locks(acts);
        futures(acts);
        queues(acts);
        network(acts);
        random(acts);
        texts(acts);
    }

    private static void locks(Acts acts) {
        acts.harmless("synchronized, uncontended", stage -> {
            Object monitor = new Object();
            return () -> {
                synchronized (monitor) {
                    use(monitor);
                }
            };
        });
        acts.harmless("ReentrantLock, uncontended", stage -> {
            ReentrantLock lock = new ReentrantLock();
            return () -> {
                lock.lock();
                try {
                    use(lock);
                } finally {
                    lock.unlock();
                }
            };
        });
        acts.harmless("Semaphore.tryAcquire", stage -> {
            Semaphore semaphore = new Semaphore(0);
            return () -> semaphore.tryAcquire();
        });
        acts.harmless("ConcurrentHashMap", stage -> {
            Map<Integer, Integer> map = new ConcurrentHashMap<>();
            return () -> {
                for (int i = 0; i < 1_000; i++) {
                    map.merge(i % 10, 1, Integer::sum);
                }
            };
        });
    }

    private static void futures(Acts acts) {
        acts.harmless("CompletableFuture.get, completed", stage -> {
            CompletableFuture<String> future = CompletableFuture.completedFuture("page");
            return () -> future.get();
        });
        acts.harmless("CompletableFuture.join, completed", stage -> {
            CompletableFuture<String> future = CompletableFuture.completedFuture("page");
            return () -> future.join();
        });
        acts.harmless("a chain of CompletableFuture", stage -> () -> {
            CompletableFuture<Integer> first = new CompletableFuture<>();
            CompletableFuture<Integer> last = first.thenApply(page -> page + 1)
                    .thenCompose(CompletableFuture::completedFuture)
                    .thenCombine(CompletableFuture.completedFuture(1), Integer::sum);
            first.complete(1);
            last.getNow(0);
        });
        acts.harmless("Executor.execute", stage -> {
            ExecutorService pool = stage.pool();
            return () -> pool.execute(Thread::onSpinWait);
        });
    }

    private static void queues(Acts acts) {
        acts.harmless("BlockingQueue.offer and poll", stage -> {
            BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
            return () -> {
                queue.offer("first");
                queue.offer("second");
                queue.poll();
                queue.poll();
            };
        });
    }

    @SuppressWarnings("AddressSelection") // the API that connectors use
    private static void network(Acts acts) {
        acts.harmless("InetAddress.getByName of an address", stage -> () -> InetAddress.getByName("127.0.0.1"));
        acts.harmless("SocketChannel.read, not blocking", stage -> {
            ServerSocketChannel server = stage.closing(
                    ServerSocketChannel.open().bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0)));
            SocketChannel channel = stage.closing(SocketChannel.open(server.getLocalAddress()));
            channel.configureBlocking(false);
            return () -> channel.read(ByteBuffer.allocate(8));
        });
        acts.harmless("Selector.selectNow", stage -> {
            Selector selector = stage.closing(Selector.open());
            return () -> selector.selectNow();
        });
        acts.harmless(
                "URI and Path",
                stage -> () -> use(Path.of(URI.create("file:///pages/1").getPath())
                        .resolve("page")
                        .normalize()));
        acts.harmless(
                "InetSocketAddress.createUnresolved",
                stage -> () -> InetSocketAddress.createUnresolved("unknown.invalid", 80));
    }

    private static void random(Acts acts) {
        acts.harmless("SecureRandom.nextBytes", stage -> {
            SecureRandom random = new SecureRandom();
            return () -> random.nextBytes(new byte[16]);
        });
        acts.harmless("UUID.randomUUID", stage -> () -> UUID.randomUUID());
    }

    private static void texts(Acts acts) {
        acts.harmless(
                "a small regular expression",
                stage -> () -> Pattern.compile("page=(\\d+)").matcher("?page=7").find());
        acts.harmless(
                "a time in a zone, as text",
                stage -> () -> use(DateTimeFormatter.ISO_ZONED_DATE_TIME.format(
                        ZonedDateTime.ofInstant(Instant.EPOCH, ZoneId.of("Europe/Paris")))));
        acts.harmless("String.format", stage -> () -> use(String.format("%,d pages of %s", 7_000, "records")));
        acts.harmless("GZIP in memory", stage -> () -> {
            ByteArrayOutputStream bytes = new ByteArrayOutputStream();
            try (GZIPOutputStream out = new GZIPOutputStream(bytes)) {
                out.write(new byte[1_000]);
            }
            new GZIPInputStream(new ByteArrayInputStream(bytes.toByteArray())).readAllBytes();
        });
        acts.harmless("a millisecond of computing", stage -> () -> {
            long end = System.nanoTime() + 1_000_000;
            while (System.nanoTime() < end) {
                Thread.onSpinWait();
            }
        });
    }
}
