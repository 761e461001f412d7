package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.Handle;

/**
 * An object that is code: a lambda, a method reference, or a new object, which may be one. What becomes of it decides which thread
 * runs it. Mutable while its method is read.
 */
final class Work {
    /** What was done with it. */
    sealed interface Use permits Argument, Called, Stored, Captured {}

    /** It was handed to a call, by its place in the method's list of calls. */
    record Argument(int call, int index) implements Use {}

    /** A method of it was called, there and then. */
    record Called(int call) implements Use {}

    /** It went into a field or an array, or was returned. */
    record Stored() implements Use {}

    /** Another lambda holds it, as its argument of this index. */
    record Captured(Work by, int index) implements Use {}

    private final String type;
    private final @Nullable Handle body;
    private final boolean dropsResult;
    private final int line;
    private final List<Use> uses = new ArrayList<>(1);

    private Work(String type, @Nullable Handle body, boolean dropsResult, int line) {
        this.type = type;
        this.body = body;
        this.dropsResult = dropsResult;
        this.line = line;
    }

    static Work lambda(String type, Handle body, boolean dropsResult, int line) {
        return new Work(type, body, dropsResult, line);
    }

    static Work object(String type, int line) {
        return new Work(type, null, false, line);
    }

    /** The interface of a lambda, the class of an object; internal name. */
    String type() {
        return type;
    }

    /** What a lambda runs; null for an object. */
    @Nullable
    Handle body() {
        return body;
    }

    /** True if the body gives a result which the interface has no place for. */
    boolean dropsResult() {
        return dropsResult;
    }

    int line() {
        return line;
    }

    List<Use> uses() {
        return uses;
    }

    void used(Use use) {
        uses.add(use);
    }
}
