package dev.headrace.detector.patch;

import java.util.function.LongConsumer;

/** Code with everything whose bytes are counted: switches, handlers, loops, objects under construction, wide jumps. */
@SuppressWarnings({"StatementSwitchToExpressionSwitch", "WaitNotInLoop"}) // the code that is wanted here, not the best
public class Intricate {
    interface Sleeping {
        void sleep(long millis) throws InterruptedException;
    }

    interface Waiting {
        void await(Object monitor, long millis) throws InterruptedException;
    }

    public static int dense(int value) {
        switch (value) {
            case 1:
                return 10;
            case 2:
                return 20;
            case 3:
                return 30;
            default:
                return 0;
        }
    }

    public static int sparse(int value) {
        switch (value) {
            case 1:
                return 10;
            case 100_000:
                return 20;
            default:
                return 0;
        }
    }

    public static int loopsFromItsFirstByte(int value) {
        while (value < 10) {
            value++;
        }
        return value;
    }

    /** A frame in which a new object is not initialised yet names the instruction that made it. */
    public static String choosesWhileConstructing(boolean first) {
        return new String(first ? "yes" : "no");
    }

    public String handles(Object value) {
        try {
            return value.toString();
        } catch (NullPointerException expected) {
            return "null";
        } finally {
            long unused = System.nanoTime() + value0(1L, 2.0);
            unused++;
        }
    }

    public static void sleeps() throws InterruptedException {
        Thread.sleep(7);
    }

    public static void sleepsByReference() throws InterruptedException {
        Sleeping sleeping = Thread::sleep;
        sleeping.sleep(8);
    }

    public void waits() throws InterruptedException {
        synchronized (this) {
            wait(9);
        }
    }

    public static void waitsByReference() throws InterruptedException {
        Waiting waiting = Object::wait;
        Object monitor = new Object();
        synchronized (monitor) {
            waiting.await(monitor, 10);
        }
    }

    static long value0(long first, double second) {
        LongConsumer consumer = value -> {};
        consumer.accept(first);
        return first + (long) second;
    }

    /** Means what it inherits and names itself. */
    public static final class OwnThread extends Thread {
        public static void sleepsAsInherited() throws InterruptedException {
            sleep(11);
        }
    }
}
