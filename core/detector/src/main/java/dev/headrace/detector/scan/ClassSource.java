package dev.headrace.detector.scan;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;

/** A jar or a directory of class files. */
interface ClassSource extends Closeable {
    /** No class file of a compiler comes near; a zip that unpacks to more is no jar to read into memory. */
    int LARGEST_ENTRY = 16 << 20;

    /** For people: the file's name. */
    String name();

    /** The classes in it, by internal name. */
    List<String> classes();

    /** The content of a file in it; empty if there is none. */
    Optional<byte[]> content(String entry) throws IOException;

    /** At most {@link #LARGEST_ENTRY} bytes. */
    static byte[] bounded(InputStream in, String entry) throws IOException {
        byte[] content = in.readNBytes(LARGEST_ENTRY + 1);
        if (content.length > LARGEST_ENTRY) {
            throw new IOException("%s is larger than %d MiB".formatted(entry, LARGEST_ENTRY >> 20));
        }
        return content;
    }
}
