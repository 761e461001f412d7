package dev.headrace.detector.scan;

import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Which classes are the connector's own: those of the provider's jar, in packages that begin as the provider's does. */
final class Ownership {
    /** {@code com.acme.shop} and {@code com.acme.client} are of one author; what is shaded in is not. */
    private static final int SHARED_SEGMENTS = 2;

    private final ClassPath classes;
    private final @Nullable ClassSource home;
    private final String prefix;
    private final Map<String, Boolean> known = new HashMap<>();

    Ownership(ClassPath classes, String provider) {
        this.classes = classes;
        ClassFacts facts = classes.find(provider);
        this.home = facts == null ? null : facts.origin();
        this.prefix = prefix(provider);
    }

    private static String prefix(String type) {
        int end = -1;
        for (int i = 0; i < SHARED_SEGMENTS; i++) {
            int next = type.indexOf('/', end + 1);
            if (next < 0) {
                break;
            }
            end = next;
        }
        return type.substring(0, end + 1);
    }

    boolean isOwn(String type) {
        return type.startsWith(prefix) && known.computeIfAbsent(type, this::isAtHome);
    }

    private boolean isAtHome(String type) {
        ClassFacts facts = classes.find(type);
        return facts != null && facts.origin() == home;
    }
}
