package dev.headrace.benchmarks;

import dev.headrace.detector.Detection;
import dev.headrace.detector.agent.Attachment;
import dev.headrace.engine.StrandDetection;
import dev.headrace.engine.strand.CarrierSettings;
import dev.headrace.engine.strand.Carriers;
import dev.headrace.engine.strand.Strand;
import java.io.FileInputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/**
 * What the blocking detector costs: CPU time of its start, and thread CPU time of operations with it and without, each in JVMs of
 * their own that take turns. Prints the least of the rounds for each operation, and the ratio of both.
 *
 * <p>Arguments: JVMs of each kind, 5 if not said.
 */
public final class DetectorFigures {
    private static final int ROUNDS = 25;
    private static final int OPERATIONS = 200_000;

    /** Runs so many times and returns the CPU time of the thread that did, in nanoseconds. */
    private interface Operation {
        long run(int times) throws Exception;
    }

    private interface Loop {
        void run(int times) throws IOException;
    }

    private DetectorFigures() {}

    /** Prints the figures; with {@code plain} or {@code watched}, those of this JVM alone. */
    public static void main(String[] args) throws Exception {
        String kind = args.length == 0 ? "5" : args[0];
        switch (kind) {
            case "plain" -> measure();
            case "watched" -> {
                Attachment.ensured(); // as by -javaagent: not a part of the start that is measured
                long before = processCpu();
                try (Detection detection = Detection.start(StrandDetection.settings())) {
                    System.out.printf("start %.1f%n", (processCpu() - before) / 1e6);
                    measure();
                }
            }
            default -> compare(Integer.parseInt(kind));
        }
    }

    private static void compare(int jvms) throws IOException, InterruptedException {
        Map<String, Double> plain = new LinkedHashMap<>();
        Map<String, Double> watched = new LinkedHashMap<>();
        for (int i = 0; i < jvms; i++) {
            runAnother("plain", plain);
            runAnother("watched", watched);
        }
        System.out.printf("start: %.0f ms of CPU%n", watched.get("start"));
        plain.forEach((operation, nanos) -> {
            double with = watched.getOrDefault(operation, Double.NaN);
            System.out.printf("%s: %.1f -> %.1f ns, x %.3f%n", operation, nanos, with, with / nanos);
        });
    }

    private static void runAnother(String kind, Map<String, Double> least) throws IOException, InterruptedException {
        String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
        List<String> command = new ArrayList<>(
                List.of(java, "-cp", System.getProperty("java.class.path"), DetectorFigures.class.getName(), kind));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.DISCARD) // a later JDK warns of the attachment
                .start();
        process.inputReader().lines().forEach(line -> {
            String[] words = line.split(" ", -1);
            least.merge(words[0], Double.parseDouble(words[1]), Math::min);
        });
        process.waitFor();
    }

    private static void measure() throws Exception {
        print("queue-and-future", times -> timed(DetectorFigures::compute, times));
        print("file-read", times -> timed(DetectorFigures::read, times));
        print("unpark-and-park", times -> timed(DetectorFigures::park, times));
        try (Carriers carriers = Carriers.start(CarrierSettings.defaults().carriers(1, 2))) {
            Strand strand = carriers.strand("measured", type -> false);
            print("queue-and-future-on-a-strand", times -> computeOn(strand, times));
        }
    }

    private static void print(String name, Operation operation) throws Exception {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            least = Math.min(least, operation.run(OPERATIONS));
        }
        System.out.printf("%s %.2f%n", name, (double) least / OPERATIONS);
    }

    private static long timed(Loop loop, int times) throws IOException {
        long before = threadCpu();
        loop.run(times);
        return threadCpu() - before;
    }

    private static void compute(int times) {
        Queue<Integer> queue = new ConcurrentLinkedQueue<>();
        for (int i = 0; i < times; i++) {
            queue.add(i);
            CompletableFuture<Integer> future = new CompletableFuture<>();
            CompletableFuture<Integer> next = future.thenApply(value -> value + 1);
            boolean first = future.complete(queue.remove());
            if (!first || next.join() != i + 1) {
                throw new IllegalStateException("an operation went wrong");
            }
        }
    }

    private static void read(int times) throws IOException {
        try (FileInputStream file = new FileInputStream("/dev/zero")) {
            for (int i = 0; i < times; i++) {
                if (file.read() != 0) {
                    throw new IllegalStateException("/dev/zero gave something else");
                }
            }
        }
    }

    private static void park(int times) {
        Thread self = Thread.currentThread();
        for (int i = 0; i < times; i++) {
            LockSupport.unpark(self);
            LockSupport.park();
        }
    }

    private static long computeOn(Strand strand, int times) throws Exception {
        CompletableFuture<Long> cpu = new CompletableFuture<>();
        strand.execute(() -> {
            long before = threadCpu();
            compute(times);
            cpu.complete(threadCpu() - before);
        });
        return cpu.get();
    }

    private static long threadCpu() {
        return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    }

    /** Of all threads, with what compiles meanwhile; in steps of 10 ms. */
    private static long processCpu() {
        return ((com.sun.management.OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean())
                .getProcessCpuTime();
    }
}
