package dev.headrace.detector.agent;

import dev.headrace.detector.patch.ClassPatch;
import dev.headrace.detector.patch.Redirect;
import java.io.FileDescriptor;
import java.lang.instrument.ClassFileTransformer;
import java.lang.reflect.Modifier;
import java.security.ProtectionDomain;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.jspecify.annotations.Nullable;

/**
 * Puts probes into the targets, and turns calls of native targets to the probe in every class. Called by the JVM on any thread
 * that loads a class, so it is thread-safe and was used once before the JVM knows it: it cannot load its own classes then.
 */
final class ProbeTransformer implements ClassFileTransformer {
    private final Targets targets;
    private final List<Redirect> redirects = redirects();
    private final Set<Target> found = ConcurrentHashMap.newKeySet();
    private final Queue<String> failures = new ConcurrentLinkedQueue<>();

    ProbeTransformer(Targets targets) {
        this.targets = targets;
    }

    @Override
    public byte @Nullable [] transform(
            Module module,
            @Nullable ClassLoader loader,
            @Nullable String name,
            @Nullable Class<?> redefined,
            @Nullable ProtectionDomain domain,
            byte[] bytes) {
        try {
            return transform(name == null ? "" : name, bytes);
        } catch (Throwable failure) {
            // The JVM would swallow it. Another class that cannot be read is refused by the JVM as well, as a rule;
            // of one that is not, the counts of waits tell.
            if (name != null && !targets.numbersIn(name).isEmpty()) {
                failures.add(name + ": " + failure);
            }
            return null;
        }
    }

    /** The targets that the classes seen so far have. */
    Set<Target> found() {
        return found;
    }

    /** The targets' classes that could not be changed, with the cause; empty when all went well. */
    Queue<String> failures() {
        return failures;
    }

    /** Whether this JVM has native targets, so that their callers have to be changed. */
    boolean changesCallers() {
        return !redirects.isEmpty();
    }

    /** Whether a class calls a native target. */
    boolean calls(byte[] bytes) {
        return ClassPatch.of(bytes).redirect(redirects);
    }

    private byte @Nullable [] transform(String name, byte[] bytes) {
        Map<String, Integer> numbers = targets.numbersIn(name);
        boolean isOwn = name.equals(ProbeClass.INTERNAL_NAME);
        if (isOwn || numbers.isEmpty() && redirects.isEmpty()) {
            return null;
        }
        ClassPatch patch = ClassPatch.of(bytes);
        boolean changed = patch.redirect(redirects);
        if (!numbers.isEmpty()) {
            changed |= patch.probe(ProbeClass.INTERNAL_NAME, method -> number(numbers, method)) > 0;
        }
        return changed ? patch.bytes() : null;
    }

    private int number(Map<String, Integer> numbers, String method) {
        Integer number = numbers.get(method);
        if (number == null) {
            return -1;
        }
        found.add(targets.numbered(number));
        return number;
    }

    /**
     * Sleeping and waiting are native up to JDK 18, and so was forcing a file. Only methods that nobody can override: a call of
     * {@code super} would come back to the subclass.
     */
    private static List<Redirect> redirects() {
        List<Redirect> redirects = new ArrayList<>();
        String probe = ProbeClass.INTERNAL_NAME;
        if (isNative(Thread.class, "sleep", long.class)) {
            redirects.add(new Redirect("java/lang/Thread", "sleep", "(J)V", true, probe, "sleep"));
        }
        if (isNative(Object.class, "wait", long.class)) {
            redirects.add(new Redirect("java/lang/Object", "wait", "(J)V", false, probe, "await"));
        }
        if (isNative(FileDescriptor.class, "sync")) {
            redirects.add(new Redirect("java/io/FileDescriptor", "sync", "()V", false, probe, "sync"));
        }
        return List.copyOf(redirects);
    }

    private static boolean isNative(Class<?> type, String method, Class<?>... parameters) {
        try {
            return Modifier.isNative(type.getMethod(method, parameters).getModifiers());
        } catch (NoSuchMethodException e) {
            return false;
        }
    }
}
