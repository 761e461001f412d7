package dev.headrace.testkit.trial;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Copies of a run's directory, taken while nothing writes to it: what a process leaves that is killed at that moment. Taken on
 * the store thread; read by the test when the run has ended.
 */
public final class CrashImages {
    private static final int MOST = 300;

    private final Path origin;
    private final Path album;
    private final boolean taking;
    private final List<Path> taken = new ArrayList<>();
    private int moments;

    CrashImages(Path origin, Path album, boolean taking) {
        this.origin = origin;
        this.album = album;
        this.taking = taking;
    }

    /** Takes one, up to a bound that keeps the suite short. */
    synchronized void take() throws IOException {
        if (!taking) {
            return;
        }
        moments++;
        if (taken.size() < MOST) {
            Path image = album.resolve("crash-" + moments);
            copy(image);
            taken.add(image);
        }
    }

    private void copy(Path image) throws IOException {
        try (Stream<Path> all = Files.walk(origin)) {
            for (Path file :
                    all.filter(path -> !path.toString().endsWith(".lock")).toList()) {
                Path target = image.resolve(origin.relativize(file).toString());
                if (Files.isDirectory(file)) {
                    Files.createDirectories(target);
                } else {
                    Files.copy(file, target);
                }
            }
        }
    }

    /**
     * The copies, in the order in which they were taken.
     *
     * @param most how many; of more an even choice, the first among them
     */
    public synchronized List<Path> taken(int most) {
        int all = taken.size();
        return IntStream.range(0, Math.min(all, most))
                .mapToObj(index -> taken.get((int) ((long) index * all / Math.min(all, most))))
                .toList();
    }
}
