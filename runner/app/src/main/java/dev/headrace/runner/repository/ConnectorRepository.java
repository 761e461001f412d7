package dev.headrace.runner.repository;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The files of a connector's repository. Immutable. */
public final class ConnectorRepository {
    /** From {@code docs/examples/river-levels}, which the build of Headrace builds and tests. */
    private static final String BUILD = "build/";

    private static final String FILES = "files/";

    private final RepositoryNames names;

    /** @param names of the connector, its group and its package */
    public ConnectorRepository(RepositoryNames names) {
        this.names = names;
    }

    /**
     * Writes all files.
     *
     * @param directory made when it is not there; nothing may be in it
     * @return what was written, relative to the directory
     * @throws FileAlreadyExistsException if something is in the directory; nothing was written then
     * @throws IOException if the files cannot be written
     */
    public List<Path> write(Path directory) throws IOException {
        if (!isFree(directory)) {
            throw new FileAlreadyExistsException(directory.toString());
        }
        Map<Path, String> files = files();
        for (Map.Entry<Path, String> file : files.entrySet()) {
            Path target = directory.resolve(file.getKey());
            Path parent = target.getParent();
            Files.createDirectories(parent == null ? directory : parent);
            Files.writeString(target, file.getValue());
        }
        return List.copyOf(files.keySet());
    }

    private static boolean isFree(Path directory) throws IOException {
        if (!Files.exists(directory)) {
            return true;
        }
        try (Stream<Path> inside = Files.isDirectory(directory) ? Files.list(directory) : Stream.of(directory)) {
            return inside.findAny().isEmpty();
        }
    }

    private Map<Path, String> files() throws IOException {
        Path main = Path.of("src/main/java", names.packageName().replace('.', '/'));
        Path test = Path.of("src/test/java", names.packageName().replace('.', '/'));
        String type = names.className();
        Map<Path, String> files = new LinkedHashMap<>();
        files.put(Path.of("README.md"), file("README.md.txt"));
        files.put(Path.of(".gitignore"), file("gitignore.txt"));
        files.put(Path.of("pom.xml"), pom());
        files.put(Path.of(".mvn/jvm.config"), text(BUILD + ".mvn/jvm.config"));
        files.put(main.resolve(type + "Provider.java"), file("Provider.java.txt"));
        files.put(main.resolve(type + "Connector.java"), file("Connector.java.txt"));
        files.put(
                Path.of("src/main/resources/META-INF/services/dev.headrace.spi.ConnectorProvider"),
                names.packageName() + "." + type + "Provider\n");
        files.put(test.resolve(type + "ContractTest.java"), file("ContractTest.java.txt"));
        return files;
    }

    private String file(String template) throws IOException {
        return text(FILES + template)
                .replace("@package@", names.packageName())
                .replace("@Class@", names.className())
                .replace("@Title@", names.title())
                .replace("@name@", names.connector());
    }

    private String pom() throws IOException {
        return text(BUILD + "pom.xml")
                .replace("<groupId>com.example</groupId>", "<groupId>" + names.group() + "</groupId>")
                .replace("river-levels", names.connector())
                .replace("River levels", names.title());
    }

    private static String text(String resource) throws IOException {
        try (InputStream stream = ConnectorRepository.class.getResourceAsStream(resource)) {
            if (stream == null) {
                throw new IllegalStateException("the runner's jar lacks %s; build it again".formatted(resource));
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
