package dev.headrace.engine.sink;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/** Makes the names in a directory durable, as far as the system can. */
final class Directories {
    private static final boolean CAN_BE_FORCED =
            !System.getProperty("os.name", "").startsWith("Windows");

    private Directories() {}

    static void force(Path directory) throws IOException {
        if (CAN_BE_FORCED) {
            try (FileChannel channel = FileChannel.open(directory, StandardOpenOption.READ)) {
                channel.force(true);
            }
        }
    }
}
