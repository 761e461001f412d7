package dev.headrace.benchmarks;

import dev.headrace.detector.scan.BlockingScan;
import dev.headrace.detector.scan.ScanReport;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryPoolMXBean;
import java.lang.management.MemoryType;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.objectweb.asm.ClassWriter;
import org.objectweb.asm.MethodVisitor;
import org.objectweb.asm.Opcodes;

/**
 * How long the static check takes for a connector with 60 MB of libraries: builds such jars in a temporary directory, then checks
 * them in fresh JVMs, and prints for each the wall time since its start, its CPU time, and the most heap that it used.
 *
 * <p>The connector calls into each of 20 libraries; each way goes on in two, and only those of one library end in a sleep.
 * Arguments: JVMs, 5 if not said.
 */
public final class ScanFigures {
    private static final int LIBRARIES = 20;
    private static final int CLASSES = 1_000;
    private static final int METHODS = 20;
    /** Random text in each method, so that a jar shrinks to about as much of its classes as real ones do. */
    private static final int TEXT = 150;

    private static final String PROVIDER = "bench/connector/BenchProvider";
    private static final String CONNECTOR = "dev/headrace/spi/Connector";
    private static final String SERVICE = "dev/headrace/spi/ConnectorProvider";

    private final Random random = new Random(1);

    private ScanFigures() {}

    /** Prints the figures; with {@code scan DIRECTORY}, those of this JVM alone. */
    public static void main(String[] args) throws Exception {
        if (args.length > 0 && args[0].equals("scan")) {
            scan(Path.of(args[1]));
            return;
        }
        Path directory = Files.createTempDirectory("headrace-scan");
        new ScanFigures().build(directory);
        for (int i = 0; i < (args.length == 0 ? 5 : Integer.parseInt(args[0])); i++) {
            new ProcessBuilder(
                            Path.of(System.getProperty("java.home"), "bin", "java")
                                    .toString(),
                            "-cp",
                            System.getProperty("java.class.path"),
                            ScanFigures.class.getName(),
                            "scan",
                            directory.toString())
                    .inheritIO()
                    .start()
                    .waitFor();
        }
    }

    private static void scan(Path directory) throws IOException {
        ScanReport report = BlockingScan.of(List.of(directory)).run();
        long wall = System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime();
        long cpu =
                ProcessHandle.current().info().totalCpuDuration().orElseThrow().toMillis();
        long heap = ManagementFactory.getMemoryPoolMXBeans().stream()
                .filter(pool -> pool.getType() == MemoryType.HEAP)
                .map(MemoryPoolMXBean::getPeakUsage)
                .mapToLong(usage -> usage.getUsed())
                .sum();
        try (Stream<Path> jars = Files.list(directory)) {
            long size = jars.mapToLong(jar -> jar.toFile().length()).sum();
            System.out.printf(
                    "%.1f MB: %d ms, CPU %d ms, heap at most %d MiB, %d findings%n",
                    size / 1e6, wall, cpu, heap >> 20, report.findings().size());
        }
    }

    private void build(Path directory) throws IOException {
        for (int library = 0; library < LIBRARIES; library++) {
            try (ZipOutputStream jar = open(directory.resolve("library-" + library + ".jar"))) {
                for (int type = 0; type < CLASSES; type++) {
                    put(jar, name(library, type) + ".class", library(library, type));
                }
            }
        }
        try (ZipOutputStream jar = open(directory.resolve("connector.jar"))) {
            put(jar, PROVIDER + ".class", provider());
            put(
                    jar,
                    "META-INF/services/" + SERVICE.replace('/', '.'),
                    PROVIDER.replace('/', '.').getBytes(StandardCharsets.UTF_8));
        }
    }

    private static ZipOutputStream open(Path file) throws IOException {
        OutputStream out = Files.newOutputStream(file);
        return new ZipOutputStream(out);
    }

    private static void put(ZipOutputStream jar, String name, byte[] content) throws IOException {
        jar.putNextEntry(new ZipEntry(name));
        jar.write(content);
        jar.closeEntry();
    }

    private static String name(int library, int type) {
        return "bench/library" + library + "/Type" + type;
    }

    private byte[] library(int library, int type) {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, name(library, type), null, "java/lang/Object", null);
        for (int method = 0; method < METHODS; method++) {
            MethodVisitor code =
                    writer.visitMethod(Opcodes.ACC_PUBLIC | Opcodes.ACC_STATIC, "m" + method, "()V", null, null);
            code.visitCode();
            code.visitLdcInsn(text());
            code.visitInsn(Opcodes.POP);
            for (int next = 0; next < 2; next++) {
                String target = name(library, (type + 1 + random.nextInt(40)) % CLASSES);
                call(code, target, "m" + random.nextInt(METHODS));
            }
            if (library == 0 && type % 50 == 49) {
                code.visitLdcInsn(1L);
                code.visitMethodInsn(Opcodes.INVOKESTATIC, "java/lang/Thread", "sleep", "(J)V", false);
            }
            end(code);
        }
        writer.visitEnd();
        return writer.toByteArray();
    }

    private byte[] provider() {
        ClassWriter writer = new ClassWriter(ClassWriter.COMPUTE_MAXS);
        String[] interfaces = {SERVICE, CONNECTOR};
        writer.visit(Opcodes.V17, Opcodes.ACC_PUBLIC, PROVIDER, null, "java/lang/Object", interfaces);
        MethodVisitor code = writer.visitMethod(Opcodes.ACC_PUBLIC, "collect", "()V", null, null);
        code.visitCode();
        for (int library = 0; library < LIBRARIES; library++) {
            call(code, name(library, 0), "m0");
        }
        end(code);
        writer.visitEnd();
        return writer.toByteArray();
    }

    private static void call(MethodVisitor code, String owner, String method) {
        code.visitMethodInsn(Opcodes.INVOKESTATIC, owner, method, "()V", false);
    }

    private static void end(MethodVisitor code) {
        code.visitInsn(Opcodes.RETURN);
        code.visitMaxs(0, 0);
        code.visitEnd();
    }

    private String text() {
        StringBuilder text = new StringBuilder(TEXT);
        for (int i = 0; i < TEXT; i++) {
            text.append((char) (' ' + random.nextInt(90)));
        }
        return text.toString();
    }
}
