package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.PipedInputStream;
import java.io.PipedOutputStream;
import java.io.PipedReader;
import java.io.PipedWriter;
import java.lang.ref.ReferenceQueue;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.DelayQueue;
import java.util.concurrent.Delayed;
import java.util.concurrent.Exchanger;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.LinkedTransferQueue;
import java.util.concurrent.Phaser;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.SubmissionPublisher;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.TimeUnit;

/** Queues and meeting points of threads. Stateless. */
final class Queues {
    /** Is due after so many nanoseconds of the system's clock. */
    private record Later(long due) implements Delayed {
        @Override
        public long getDelay(TimeUnit unit) {
            return unit.convert(due - System.nanoTime(), TimeUnit.NANOSECONDS);
        }

        @Override
        public int compareTo(Delayed other) {
            return Long.compare(getDelay(TimeUnit.NANOSECONDS), other.getDelay(TimeUnit.NANOSECONDS));
        }
    }

    private Queues() {}

    static void addTo(Acts acts) {
        meetings(acts);
        taking(acts);
        putting(acts);
        pipes(acts);
    }

    private static void meetings(Acts acts) {
        acts.blocking("CountDownLatch.await", WAIT, stage -> {
            CountDownLatch latch = new CountDownLatch(1);
            stage.afterwards(latch::countDown);
            return () -> latch.await();
        });
        acts.blocking("CountDownLatch.await(timeout)", WAIT, stage -> {
            CountDownLatch latch = new CountDownLatch(1);
            return () -> latch.await(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("Semaphore.acquire", WAIT, stage -> {
            Semaphore semaphore = new Semaphore(0);
            stage.afterwards(semaphore::release);
            return () -> semaphore.acquire();
        });
        acts.blocking("Semaphore.tryAcquire(timeout)", WAIT, stage -> {
            Semaphore semaphore = new Semaphore(0);
            return () -> semaphore.tryAcquire(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("CyclicBarrier.await", WAIT, stage -> {
            CyclicBarrier barrier = new CyclicBarrier(2);
            stage.afterwards(barrier::await);
            return () -> barrier.await();
        });
        acts.blocking("Phaser.awaitAdvance", WAIT, stage -> {
            Phaser phaser = new Phaser(1);
            stage.afterwards(phaser::arrive);
            return () -> phaser.awaitAdvance(0);
        });
        acts.blocking("Exchanger.exchange", WAIT, stage -> {
            Exchanger<String> exchanger = new Exchanger<>();
            stage.afterwards(() -> exchanger.exchange("theirs"));
            return () -> exchanger.exchange("ours");
        });
    }

    private static void taking(Acts acts) {
        acts.blocking("LinkedBlockingQueue.take", WAIT, stage -> {
            BlockingQueue<String> queue = filledAfterwards(stage, new LinkedBlockingQueue<>());
            return () -> queue.take();
        });
        acts.blocking("LinkedBlockingQueue.poll(timeout)", WAIT, stage -> {
            BlockingQueue<String> queue = new LinkedBlockingQueue<>();
            return () -> queue.poll(MILLIS, TimeUnit.MILLISECONDS);
        });
        acts.blocking("PriorityBlockingQueue.take", WAIT, stage -> {
            BlockingQueue<String> queue = filledAfterwards(stage, new PriorityBlockingQueue<>());
            return () -> queue.take();
        });
        acts.blocking("LinkedBlockingDeque.takeFirst", WAIT, stage -> {
            LinkedBlockingDeque<String> deque = new LinkedBlockingDeque<>();
            stage.afterwards(() -> deque.put("page"));
            return () -> deque.takeFirst();
        });
        acts.blocking("DelayQueue.take", WAIT, stage -> {
            DelayQueue<Later> queue = new DelayQueue<>();
            return () -> {
                queue.add(new Later(System.nanoTime() + Stage.HOLD.toNanos()));
                queue.take();
            };
        });
        acts.blocking("ReferenceQueue.remove(ms)", WAIT, stage -> {
            ReferenceQueue<Object> queue = new ReferenceQueue<>();
            return () -> queue.remove(MILLIS);
        });
    }

    private static void putting(Acts acts) {
        acts.blocking("ArrayBlockingQueue.put, full", WAIT, stage -> {
            BlockingQueue<String> queue = new ArrayBlockingQueue<>(1);
            queue.put("first");
            stage.afterwards(queue::take);
            return () -> queue.put("second");
        });
        acts.blocking("SynchronousQueue.put", WAIT, stage -> {
            BlockingQueue<String> queue = new SynchronousQueue<>();
            stage.afterwards(queue::take);
            return () -> queue.put("page");
        });
        acts.blocking("SubmissionPublisher.submit, full", WAIT, stage -> {
            SubmissionPublisher<String> publisher = stage.closing(new SubmissionPublisher<>(stage.pool(), 1));
            use(publisher.consume(page -> stage.awaitEnd()));
            return () -> {
                for (int page = 0; page < 5; page++) {
                    publisher.submit("page");
                }
            };
        });
        acts.blocking("LinkedTransferQueue.transfer", WAIT, stage -> {
            LinkedTransferQueue<String> queue = new LinkedTransferQueue<>();
            stage.afterwards(queue::take);
            return () -> queue.transfer("page");
        });
    }

    private static void pipes(Acts acts) {
        acts.blocking("PipedInputStream.read", WAIT, stage -> {
            PipedOutputStream out = stage.closing(new PipedOutputStream());
            PipedInputStream in = stage.closing(new PipedInputStream(out));
            stage.afterwards(() -> {
                out.write(1);
                out.flush();
            });
            return () -> in.read();
        });
        acts.blocking("PipedReader.read", WAIT, stage -> {
            PipedWriter out = stage.closing(new PipedWriter());
            PipedReader in = stage.closing(new PipedReader(out));
            stage.afterwards(() -> {
                out.write("x");
                out.flush();
            });
            return () -> in.read();
        });
    }

    private static BlockingQueue<String> filledAfterwards(Stage stage, BlockingQueue<String> queue) {
        stage.afterwards(() -> queue.put("page"));
        return queue;
    }
}
