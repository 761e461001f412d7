package dev.headrace.engine.sink;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;

/** Names of instances and streams as names of files: different names give different files, on every system. */
final class FileNames {
    /** Leaves room for an extension under the 255 bytes of the usual file systems. */
    private static final int LONGEST = 150;
    /** Windows takes these for devices, whatever the extension. */
    private static final Set<String> DEVICES = Set.of(
            "con", "prn", "aux", "nul", "com1", "com2", "com3", "com4", "com5", "com6", "com7", "com8", "com9", "lpt1",
            "lpt2", "lpt3", "lpt4", "lpt5", "lpt6", "lpt7", "lpt8", "lpt9");

    private static final HexFormat HEX = HexFormat.of().withUpperCase();

    private FileNames() {}

    /** ASCII letters, digits, {@code _}, {@code -} and inner dots stay as they are; every other byte becomes {@code %XX}. */
    static String of(String name) {
        return safe(name, true);
    }

    /** The same with capital letters as {@code %XX} too, for a name that differs from another one in nothing else. */
    static String withoutCapitals(String name) {
        return safe(name, false);
    }

    private static String safe(String name, boolean capitals) {
        StringBuilder safe = new StringBuilder(name.length() + 8);
        byte[] bytes = name.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            append(safe, bytes[i], capitals, i == 0 || i == bytes.length - 1);
        }
        return shorten(name, withoutDevice(safe.toString()));
    }

    private static void append(StringBuilder safe, byte b, boolean capitals, boolean edge) {
        char c = (char) (b & 0xff);
        boolean letter = c >= 'a' && c <= 'z' || capitals && c >= 'A' && c <= 'Z';
        if (letter || c >= '0' && c <= '9' || c == '_' || c == '-' || c == '.' && !edge) {
            safe.append(c);
        } else {
            safe.append('%').append(HEX.toHexDigits(b));
        }
    }

    private static String withoutDevice(String safe) {
        int dot = safe.indexOf('.');
        String base = dot < 0 ? safe : safe.substring(0, dot);
        boolean device = DEVICES.contains(base.toLowerCase(Locale.ROOT));
        return device ? "%" + HEX.toHexDigits((byte) safe.charAt(0)) + safe.substring(1) : safe;
    }

    private static String shorten(String name, String safe) {
        if (!safe.isEmpty() && safe.length() <= LONGEST) {
            return safe;
        }
        // '~' is in no other name, so a shortened one meets no whole one.
        UUID hash = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
        return safe.substring(0, Math.min(safe.length(), LONGEST - 40)) + "~" + hash;
    }
}
