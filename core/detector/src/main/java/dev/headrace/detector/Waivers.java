package dev.headrace.detector;

import java.lang.StackWalker.StackFrame;
import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Executable;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Reads {@link MayBlock}, and copies of it, from running code. Stateless. */
final class Waivers {
    private Waivers() {}

    /** The reason on the method of a frame, on its class, or on a class around it. */
    static Optional<String> reason(StackFrame frame) {
        Class<?> type = frame.getDeclaringClass();
        try {
            return Stream.<AnnotatedElement>concat(executables(frame, type), enclosing(type))
                    .flatMap(element -> Stream.of(element.getAnnotations()))
                    .filter(annotation -> annotation.annotationType().getName().equals(MayBlock.class.getName()))
                    .map(Waivers::text)
                    .findFirst();
        } catch (LinkageError unreadable) {
            return Optional.empty(); // a signature names a class that is not there; the code runs all the same
        }
    }

    private static Stream<Executable> executables(StackFrame frame, Class<?> type) {
        boolean isConstructor = frame.getMethodName().equals("<init>");
        Stream<Executable> all =
                isConstructor ? Stream.of(type.getDeclaredConstructors()) : Stream.of(type.getDeclaredMethods());
        return all.filter(method -> isConstructor || method.getName().equals(frame.getMethodName()))
                .filter(method -> frame.getMethodType().parameterList().equals(List.of(method.getParameterTypes())));
    }

    private static Stream<Class<?>> enclosing(Class<?> type) {
        return Stream.<Class<?>>iterate(type, around -> around != null, Class::getEnclosingClass);
    }

    private static String text(Annotation annotation) {
        if (annotation instanceof MayBlock own) {
            return own.value();
        }
        try {
            return String.valueOf(annotation.annotationType().getMethod("value").invoke(annotation));
        } catch (ReflectiveOperationException e) {
            return "a @MayBlock of another version";
        }
    }
}
