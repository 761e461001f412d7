package dev.headrace.engine.discovery;

import java.net.URL;
import java.net.URLClassLoader;
import java.util.List;

/**
 * The classes of one plugin. It sees the JDK, its own jars, and of the application only the packages that the SPI is made of:
 * those must be one and the same on both sides. Nothing else of the application is visible, neither first nor last, so a plugin
 * brings what it needs in the version that it was built with, and cannot come to depend on a library that the engine happens to
 * have today. Thread-safe.
 */
final class PluginLoader extends URLClassLoader {
    /**
     * The SPI, and whatever its signatures name: the JSON tree, the logger, the null annotations. Jackson 3 reads the annotations
     * of Jackson 2, so a plugin's own copy of them would be ignored.
     */
    private static final List<String> SHARED = List.of(
            "dev.headrace.spi.", "org.slf4j.", "tools.jackson.", "com.fasterxml.jackson.annotation.", "org.jspecify.");

    private static final ClassLoader JDK = ClassLoader.getPlatformClassLoader();

    static {
        registerAsParallelCapable();
    }

    private final ClassLoader application;

    PluginLoader(String name, URL[] jars, ClassLoader application) {
        super("plugin-" + name, jars, JDK);
        this.application = application;
    }

    @Override
    protected Class<?> loadClass(String name, boolean resolve) throws ClassNotFoundException {
        synchronized (getClassLoadingLock(name)) {
            Class<?> type = findLoadedClass(name);
            if (type == null) {
                type = SHARED.stream().anyMatch(name::startsWith) ? shared(name) : own(name);
            }
            if (resolve) {
                resolveClass(type);
            }
            return type;
        }
    }

    /**
     * From the application if it has the class, so a plugin that has packed the SPI into its jar works; the parts of Jackson that
     * the application lacks, such as a data format, from the plugin.
     */
    private Class<?> shared(String name) throws ClassNotFoundException {
        try {
            return application.loadClass(name);
        } catch (ClassNotFoundException lacking) {
            return own(name);
        }
    }

    private Class<?> own(String name) throws ClassNotFoundException {
        try {
            Class<?> type = JDK.loadClass(name);
            return isOfJdk(type) ? type : findClass(name);
        } catch (ClassNotFoundException notOfJdk) {
            return findClass(name);
        }
    }

    /** The platform's loader also gives classes of the application where that runs from the module path. */
    private static boolean isOfJdk(Class<?> type) {
        String module = String.valueOf(type.getModule().getName());
        ClassLoader loader = type.getClassLoader();
        return loader == null || loader == JDK || module.startsWith("java.") || module.startsWith("jdk.");
    }
}
