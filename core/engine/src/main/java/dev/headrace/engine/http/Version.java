package dev.headrace.engine.http;

import java.lang.module.ModuleDescriptor;
import org.jspecify.annotations.Nullable;

/** The version that upstreams see. */
final class Version {
    /** What the module says, otherwise what the jar's manifest says; {@code dev} outside of both. */
    static final String TEXT = text();

    private Version() {}

    private static String text() {
        String version = ofModule(Version.class.getModule().getDescriptor());
        version = version == null ? Version.class.getPackage().getImplementationVersion() : version;
        return version == null ? "dev" : version;
    }

    private static @Nullable String ofModule(@Nullable ModuleDescriptor module) {
        return module == null ? null : module.rawVersion().orElse(null);
    }
}
