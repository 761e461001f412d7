package dev.headrace.engine.sink;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The open files of a sink. Confined to the store thread. */
final class LineFiles {
    /** Files kept open between commits, well under the usual 1,024 descriptors of a process. */
    private static final int OPEN = 64;
    /** What may be pending before it is written, although no commit is due. */
    private static final long PENDING_BYTES = 4 << 20;

    private final Forcing forcing;
    private final Map<String, LineFile> open = new LinkedHashMap<>(16, 0.75f, true);
    private final Set<LineFile> touched = new LinkedHashSet<>();
    // One for all files: the channel would otherwise keep a direct buffer as large as the largest step.
    private final ByteBuffer buffer = ByteBuffer.allocateDirect(256 << 10);
    private long pendingBytes;

    /** @param durable whether a commit survives a power failure */
    LineFiles(boolean durable) {
        forcing = durable ? Forcing.toTheDisk() : Forcing.none();
    }

    @Nullable
    LineFile find(String key) {
        return open.get(key);
    }

    void add(String key, LineFile file) {
        open.put(key, file);
    }

    void append(LineFile file, EncodedLines.Lines lines) throws IOException {
        touched.add(file);
        file.append(lines);
        pendingBytes += lines.size();
        if (pendingBytes > PENDING_BYTES) {
            write();
        }
    }

    private void write() throws IOException {
        for (LineFile file : touched) {
            file.write(buffer);
        }
        pendingBytes = 0;
    }

    /** Makes everything ready for a commit. */
    void settle() throws IOException {
        write();
        forcing.force(touched);
        touched.forEach(LineFile::settle);
    }

    void committed() throws IOException {
        for (LineFile file : touched) {
            file.committed();
        }
        touched.clear();
        closeOldest();
    }

    private void closeOldest() throws IOException {
        Iterator<LineFile> oldest = open.values().iterator();
        for (int more = open.size() - OPEN; more > 0; more--) {
            oldest.next().close();
            oldest.remove();
        }
    }

    void close() throws IOException {
        for (LineFile file : new HashMap<>(open).values()) {
            file.close();
        }
        open.clear();
        forcing.close();
    }
}
