package dev.headrace.detector.scan;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.objectweb.asm.ClassReader;
import org.objectweb.asm.ClassVisitor;
import org.objectweb.asm.ModuleVisitor;
import org.objectweb.asm.Opcodes;

/** Finds the providers of connectors that a jar declares, in its services file or in its module declaration. */
final class Providers {
    private static final String SERVICE = "dev.headrace.spi.ConnectorProvider";

    private Providers() {}

    /** @return class names with dots */
    static Set<String> of(ClassSource source) {
        try {
            Set<String> found = new LinkedHashSet<>();
            source.content("META-INF/services/" + SERVICE)
                    .ifPresent(content -> found.addAll(names(new String(content, StandardCharsets.UTF_8))));
            source.content("module-info.class").ifPresent(content -> found.addAll(provided(content)));
            return found;
        } catch (IOException e) {
            throw new ScanException("'%s' cannot be read: %s".formatted(source.name(), e.getMessage()), e);
        }
    }

    /** The format is that of {@link java.util.ServiceLoader}. */
    private static List<String> names(String content) {
        return content.lines()
                .map(line -> line.replaceFirst("#.*", "").strip())
                .filter(line -> !line.isEmpty())
                .toList();
    }

    private static List<String> provided(byte[] moduleInfo) {
        List<String> found = new ArrayList<>();
        ModuleVisitor provisions = new ModuleVisitor(Opcodes.ASM9) {
            @Override
            public void visitProvide(String service, String... providers) {
                if (service.replace('/', '.').equals(SERVICE)) {
                    List.of(providers).forEach(provider -> found.add(provider.replace('/', '.')));
                }
            }
        };
        try {
            new ClassReader(moduleInfo)
                    .accept(
                            new ClassVisitor(Opcodes.ASM9) {
                                @Override
                                public ModuleVisitor visitModule(String name, int access, @Nullable String version) {
                                    return provisions;
                                }
                            },
                            ClassReader.SKIP_CODE);
        } catch (RuntimeException e) {
            // A later class file format, or damage: the services file says the same where it matters, on the class
            // path.
            return List.of();
        }
        return found;
    }
}
