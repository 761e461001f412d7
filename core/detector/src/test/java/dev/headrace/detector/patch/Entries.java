package dev.headrace.detector.patch;

import java.util.ArrayList;
import java.util.List;

/** What patched classes of these tests call. Used by one thread at a time. */
public final class Entries {
    static final List<String> CALLS = new ArrayList<>();

    private Entries() {}

    public static void enter(Object self, int number) {
        CALLS.add(number + " " + (self == null ? "static" : self.getClass().getSimpleName()));
    }

    /** In place of a sleep. */
    public static void sleep(long millis) {
        CALLS.add("sleep " + millis);
    }

    /** In place of a wait. */
    public static void await(Object monitor, long millis) {
        CALLS.add("wait " + millis);
    }
}
