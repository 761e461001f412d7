package dev.headrace.engine.strand;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.locks.Lock;
import java.util.function.BooleanSupplier;

/** A connector with faults, each deep in its code; every method says on which line of this file it will be found. */
final class PlantedConnector {
    static final int LIBRARY_LINE = 19;
    /** The JVM names this line or the next. */
    static final int MONITOR_LINE = 23;

    private PlantedConnector() {}

    /** Sleeps three calls deep: collect, here, then the library. */
    static void sleepInLibrary(BooleanSupplier enough) throws InterruptedException {
        PlantedLibrary.settle(enough);
    }

    static void enter(Object monitor, Runnable entered) {
        synchronized (monitor) {
            entered.run();
        }
    }

    static void lock(Lock lock, Runnable locked) {
        lock.lock();
        try {
            locked.run();
        } finally {
            lock.unlock();
        }
    }

    static void await(CountDownLatch latch) throws InterruptedException {
        latch.await();
    }

    static void waitFor(Object monitor, BooleanSupplier over) throws InterruptedException {
        synchronized (monitor) {
            while (!over.getAsBoolean()) {
                monitor.wait();
            }
        }
    }

    static void accept(ServerSocket server) throws IOException {
        server.accept().close();
    }

    static void compute(BooleanSupplier enough) {
        long sum = 0;
        while (!enough.getAsBoolean()) {
            for (int i = 0; i < 10_000; i++) {
                sum = sum * 31 + i;
            }
        }
        if (sum == 42) {
            throw new IllegalStateException("keeps the loop from being optimised away");
        }
    }
}
