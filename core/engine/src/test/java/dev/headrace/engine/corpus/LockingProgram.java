package dev.headrace.engine.corpus;

import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Has the lock of a file until it is killed: within one JVM nobody waits for it. */
public final class LockingProgram {
    private LockingProgram() {}

    /** @param arguments the file */
    public static void main(String[] arguments) throws Exception {
        try (FileChannel channel = FileChannel.open(Path.of(arguments[0]), StandardOpenOption.WRITE);
                FileLock lock = channel.lock()) {
            System.err.println(lock.isValid() ? "held" : "not held");
            int end = System.in.read();
            System.exit(end);
        }
    }
}
