package dev.headrace.detector.patch;

import java.io.IOException;
import java.io.InputStream;
import java.util.function.UnaryOperator;

/** Loads a class a second time, changed; the JVM verifies what does not come from the JDK. */
final class PatchedClasses extends ClassLoader {
    private final String prefix;
    private final UnaryOperator<byte[]> change;

    PatchedClasses(String prefix, UnaryOperator<byte[]> change) {
        super(PatchedClasses.class.getClassLoader());
        this.prefix = prefix;
        this.change = change;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> known = findLoadedClass(name);
            if (known != null) {
                return known;
            }
            return name.startsWith(prefix) ? define(name) : super.loadClass(name, resolve);
        }
    }

    private Class<?> define(String name) throws ClassNotFoundException {
        byte[] bytes = change.apply(read(name));
        return defineClass(name, bytes, 0, bytes.length);
    }

    private byte[] read(String name) throws ClassNotFoundException {
        try (InputStream file = getParent().getResourceAsStream(name.replace('.', '/') + ".class")) {
            if (file == null) {
                throw new ClassNotFoundException(name);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new ClassNotFoundException(name, e);
        }
    }
}
