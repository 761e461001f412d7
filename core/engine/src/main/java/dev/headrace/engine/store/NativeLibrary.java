package dev.headrace.engine.store;

import java.io.IOException;
import java.io.InputStream;
import java.net.JarURLConnection;
import java.net.URL;
import java.net.URLConnection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFileAttributes;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.zip.CRC32;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.sqlite.SQLiteJDBCLoader;
import org.sqlite.util.LibraryLoaderUtil;
import org.sqlite.util.OSInfo;

/**
 * Keeps SQLite's native library in the user's cache directory. The driver would unpack it into the temporary directory in every
 * process, which takes about 80 ms of CPU time, and a killed process would leave its megabyte there for ever.
 *
 * <p>Code is loaded from there, so the directory must be the user's own and no one else may write into it; otherwise, and
 * whenever anything else is in the way, the driver does it its own way.
 */
final class NativeLibrary {
    private static final Logger LOG = LoggerFactory.getLogger(NativeLibrary.class);
    /** Read by the driver when it is first used, in the whole JVM. */
    private static final String DRIVERS_PATH = "org.sqlite.lib.path";

    private static final Set<PosixFilePermission> OWNERS_ONLY = PosixFilePermissions.fromString("rwx------");

    private NativeLibrary() {}

    /** Tells the driver where the library is, unless someone else has told it something. Thread-safe; to be called first. */
    static synchronized void prepare() {
        if (System.getProperty(DRIVERS_PATH) != null || System.getProperty("org.sqlite.tmpdir") != null) {
            return;
        }
        try {
            Path directory = CacheDirectory.of(System.getenv(), System.getProperties())
                    .resolve("headrace")
                    .resolve("sqlite-" + SQLiteJDBCLoader.getVersion() + "-"
                            + OSInfo.getNativeLibFolderPathForCurrentOS().replace('/', '-'));
            if (keep(directory)) {
                System.setProperty(DRIVERS_PATH, directory.toString());
            }
        } catch (IOException | RuntimeException failure) {
            LOG.debug("SQLite's native library is unpacked into the temporary directory", failure);
        }
    }

    /** Brings the library into a directory. False if it cannot be there, or not safely. */
    static boolean keep(Path directory) throws IOException {
        String name = LibraryLoaderUtil.getNativeLibName();
        URL resource = SQLiteJDBCLoader.class.getResource(LibraryLoaderUtil.getNativeLibResourcePath() + "/" + name);
        if (resource == null || !isOurs(directory)) {
            return false;
        }
        URLConnection connection = resource.openConnection();
        if (!(connection instanceof JarURLConnection jar)) {
            return false;
        }
        // The archive stays open for the driver's classes anyway; a second copy of its index would be for nothing.
        JarEntry entry = jar.getJarEntry();
        Path library = directory.resolve(name);
        if (!isSame(library, entry)) {
            unpack(jar, library);
        }
        return true;
    }

    /** Makes the directory if it is not there. */
    private static boolean isOurs(Path directory) throws IOException {
        if (Files.getFileStore(existing(directory)).supportsFileAttributeView(PosixFileAttributeView.class)) {
            Files.createDirectories(directory, PosixFilePermissions.asFileAttribute(OWNERS_ONLY));
            PosixFileAttributes attributes = Files.readAttributes(directory, PosixFileAttributes.class);
            return OWNERS_ONLY.containsAll(attributes.permissions())
                    && attributes.owner().getName().equals(System.getProperty("user.name"));
        }
        // Windows: what is under the user's local application data is the user's.
        Files.createDirectories(directory);
        return true;
    }

    private static Path existing(Path path) {
        Path there = path;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static boolean isSame(Path library, JarEntry entry) throws IOException {
        if (!Files.isRegularFile(library) || Files.size(library) != entry.getSize()) {
            return false;
        }
        CRC32 checksum = new CRC32();
        checksum.update(Files.readAllBytes(library));
        return checksum.getValue() == entry.getCrc();
    }

    private static void unpack(JarURLConnection jar, Path library) throws IOException {
        Path part = Files.createTempFile(library.getParent(), "unpacking", ".part");
        try (InputStream content = jar.getInputStream()) {
            Files.copy(content, part, StandardCopyOption.REPLACE_EXISTING);
            // Another process may be doing the same; the last one wins, with the same content.
            Files.move(part, library, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(part);
        }
    }
}
