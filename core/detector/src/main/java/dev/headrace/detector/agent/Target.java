package dev.headrace.detector.agent;

import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.nio.channels.SelectableChannel;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Methods of one class that block.
 *
 * @param type the class, as {@code java/lang/Thread}
 * @param methods their names, whatever their parameters
 * @param conditional whether it depends on the receiver whether they block
 */
record Target(Group group, String type, Set<String> methods, boolean conditional) {
    /** Whether a call blocks: a channel only in blocking mode, a reflective call only of a native target. */
    boolean blocks(@Nullable Object receiver) {
        if (!conditional) {
            return true;
        }
        if (receiver instanceof Method method) {
            return Modifier.isNative(method.getModifiers())
                    && isNativeTarget(method.getDeclaringClass(), method.getName());
        }
        return !(receiver instanceof SelectableChannel channel) || channel.isBlocking();
    }

    String className() {
        return type.replace('/', '.');
    }

    private static boolean isNativeTarget(Class<?> type, String method) {
        return type == Thread.class && method.equals("sleep") || type == Object.class && method.equals("wait");
    }
}
