package dev.headrace.engine.store;

import java.nio.file.Path;

/** A process that takes the lock of a state file and keeps it until it is killed. */
final class LockHolder {
    private LockHolder() {}

    public static void main(String[] args) throws Exception {
        try (StateLock held = StateLock.take(Path.of(args[0]))) {
            System.out.println("held");
            // Ends with the parent at the latest.
            int end = System.in.read();
            System.exit(end);
        }
    }
}
