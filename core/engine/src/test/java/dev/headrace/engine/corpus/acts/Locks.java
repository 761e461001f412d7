package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.LOCK;
import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.concurrent.locks.StampedLock;

/** Monitors, locks and conditions that somebody else has. Stateless. */
final class Locks {
    private Locks() {}

    static void addTo(Acts acts) {
        monitors(acts);
        locks(acts);
        conditions(acts);
    }

    @SuppressWarnings("JdkObsolete") // StringBuffer is the act
    private static void monitors(Acts acts) {
        acts.counted("synchronized, contended", LOCK, stage -> {
            Object monitor = new Object();
            holdMonitor(stage, monitor);
            return () -> {
                synchronized (monitor) {
                    use(monitor);
                }
            };
        });
        acts.counted("Collections.synchronizedList, contended", LOCK, stage -> {
            List<String> list = Collections.synchronizedList(new ArrayList<>());
            holdMonitor(stage, list);
            return () -> list.add("page");
        });
        acts.counted("ConcurrentHashMap.compute, contended", LOCK, stage -> {
            Map<String, Integer> map = new ConcurrentHashMap<>(Map.of("page", 1));
            stage.hold(pause -> map.compute("page", (key, value) -> {
                pause.run();
                return value;
            }));
            return () -> map.merge("page", 1, Integer::sum);
        });
        acts.counted("StringBuffer.append, contended", LOCK, stage -> {
            StringBuffer buffer = new StringBuffer();
            holdMonitor(stage, buffer);
            return () -> buffer.append("page");
        });
    }

    @SuppressWarnings("LockNotBeforeTry") // nothing between the two can fail
    private static void locks(Acts acts) {
        acts.blocking("ReentrantLock.lock, contended", LOCK, stage -> {
            ReentrantLock lock = new ReentrantLock();
            holdLock(stage, lock);
            return () -> {
                lock.lock();
                lock.unlock();
            };
        });
        acts.blocking("ReentrantLock.tryLock(timeout), contended", LOCK, stage -> {
            ReentrantLock lock = new ReentrantLock();
            holdLock(stage, lock);
            return () -> {
                if (lock.tryLock(MILLIS, TimeUnit.MILLISECONDS)) {
                    lock.unlock();
                }
            };
        });
        acts.blocking("ReentrantReadWriteLock.writeLock, contended", LOCK, stage -> {
            ReentrantReadWriteLock lock = new ReentrantReadWriteLock();
            holdLock(stage, lock.readLock());
            return () -> {
                lock.writeLock().lock();
                lock.writeLock().unlock();
            };
        });
        acts.blocking("StampedLock.writeLock, contended", LOCK, stage -> {
            StampedLock lock = new StampedLock();
            holdLock(stage, lock.asReadLock());
            return () -> lock.unlockWrite(lock.writeLock());
        });
        acts.blocking("StampedLock.readLock, contended", LOCK, stage -> {
            StampedLock lock = new StampedLock();
            holdLock(stage, lock.asWriteLock());
            return () -> lock.unlockRead(lock.readLock());
        });
    }

    @SuppressWarnings("WaitNotInLoop") // each wait is the act itself
    private static void conditions(Acts acts) {
        acts.blocking("Object.wait(ms)", WAIT, stage -> {
            Object monitor = new Object();
            return () -> {
                synchronized (monitor) {
                    monitor.wait(MILLIS);
                }
            };
        });
        acts.blocking("Object.wait() and notify", WAIT, stage -> {
            Object monitor = new Object();
            stage.afterwards(() -> {
                synchronized (monitor) {
                    monitor.notifyAll();
                }
            });
            return () -> {
                synchronized (monitor) {
                    while (!stage.isOver()) {
                        monitor.wait();
                    }
                }
            };
        });
        acts.blocking("Condition.await", WAIT, stage -> {
            ReentrantLock lock = new ReentrantLock();
            Condition condition = lock.newCondition();
            return () -> {
                lock.lock();
                try {
                    condition.await(MILLIS, TimeUnit.MILLISECONDS);
                } finally {
                    lock.unlock();
                }
            };
        });
    }

    private static void holdMonitor(Stage stage, Object monitor) throws InterruptedException {
        stage.hold(pause -> {
            synchronized (monitor) {
                pause.run();
            }
        });
    }

    private static void holdLock(Stage stage, Lock lock) throws InterruptedException {
        stage.hold(pause -> {
            lock.lock();
            try {
                pause.run();
            } finally {
                lock.unlock();
            }
        });
    }
}
