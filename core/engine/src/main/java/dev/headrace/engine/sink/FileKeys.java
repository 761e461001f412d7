package dev.headrace.engine.sink;

import java.util.Collection;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/**
 * Which file a stream has: {@code INSTANCE/STREAM.jsonl} under the sink's directory. Remembers what is taken, because some
 * systems take {@code Issues} and {@code issues} for the same file. Confined to the store thread.
 */
final class FileKeys {
    private record Stream(String connector, String stream) {}

    private final Map<Stream, String> known = new HashMap<>();
    private final Map<String, String> takenByLowerCase = new HashMap<>();

    FileKeys(Collection<String> taken) {
        taken.forEach(this::take);
    }

    String of(String connector, String stream) {
        return known.computeIfAbsent(new Stream(connector, stream), FileKeys.this::choose);
    }

    /** True if a file is one of an instance. */
    static boolean isOf(String connector, String key) {
        String directory = key.substring(0, Math.max(0, key.indexOf('/')));
        return directory.equals(FileNames.of(connector)) || directory.equals(FileNames.withoutCapitals(connector));
    }

    private String choose(Stream stream) {
        String key = FileNames.of(stream.connector()) + "/" + FileNames.of(stream.stream()) + ".jsonl";
        if (takenByLowerCase.getOrDefault(lower(key), key).equals(key)) {
            take(key);
            return key;
        }
        // '~' is last in no other name.
        return FileNames.withoutCapitals(stream.connector()) + "/" + FileNames.withoutCapitals(stream.stream())
                + "~.jsonl";
    }

    private void take(String key) {
        takenByLowerCase.put(lower(key), key);
    }

    private static String lower(String key) {
        return key.toLowerCase(Locale.ROOT);
    }
}
