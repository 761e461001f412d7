package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The waivers of one scan: those of the file, and the annotations that it came upon. For one thread. */
final class Waivers {
    private static final String ANNOTATION = "@MayBlock";

    private final List<Waiver> written;
    private final Map<String, Waiver> annotations = new LinkedHashMap<>();
    private final Set<Waiver> used = new LinkedHashSet<>();
    private final Set<String> problems = new LinkedHashSet<>();

    Waivers(List<Waiver> written) {
        this.written = written;
    }

    /** True if the scan does not go into a method. */
    boolean closes(MethodFacts method, ClassPath classes) {
        boolean annotated = note(method.ref(), method.waiver());
        annotated |= noteTypes(method.ref().owner(), classes);
        return annotated || isWritten(method.ref());
    }

    private boolean isWritten(MethodRef method) {
        if (written.isEmpty()) {
            return false;
        }
        Frame frame = Frame.of(method, "", 0);
        return written.stream().anyMatch(waiver -> waiver.covers(frame));
    }

    /** An annotation on a class holds for the classes in it. */
    private boolean noteTypes(String owner, ClassPath classes) {
        boolean annotated = false;
        for (int end = owner.length(); end > 0; end = owner.lastIndexOf('$', end - 1)) {
            String type = owner.substring(0, end);
            ClassFacts facts = classes.find(type);
            annotated |= facts != null && note(type.replace('/', '.'), facts.waiver());
        }
        return annotated;
    }

    private boolean note(MethodRef method, @Nullable String reason) {
        return reason != null && note(method.owner().replace('/', '.') + "." + method.name(), reason);
    }

    private boolean note(String target, @Nullable String reason) {
        if (reason == null) {
            return false;
        }
        if (reason.isBlank()) {
            problems.add("%s on %s has no reason: write why it may, for whoever reads it next"
                    .formatted(ANNOTATION, target));
            return false;
        }
        annotations.putIfAbsent(target, new Waiver(target, reason, ANNOTATION));
        return true;
    }

    /** True if a forbidden method may be called. */
    boolean allows(Leaf leaf) {
        return isWritten(leaf.method());
    }

    boolean isEmpty() {
        return written.isEmpty() && annotations.isEmpty();
    }

    /** The waiver that makes a finding no finding; it counts as used. */
    Optional<WaivedFinding> waive(ScanFinding finding) {
        for (Waiver waiver : all()) {
            if (finding.path().stream().anyMatch(waiver::covers)) {
                used.add(waiver);
                return Optional.of(new WaivedFinding(finding, waiver));
            }
        }
        return Optional.empty();
    }

    private List<Waiver> all() {
        List<Waiver> all = new ArrayList<>(annotations.values());
        all.addAll(written);
        return all;
    }

    List<Waiver> unused() {
        return all().stream().filter(waiver -> !used.contains(waiver)).toList();
    }

    /** Annotations without a reason, as sentences. */
    List<String> problems() {
        return List.copyOf(problems);
    }
}
