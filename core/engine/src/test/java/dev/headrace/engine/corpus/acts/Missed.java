package dev.headrace.engine.corpus.acts;

import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.FileOutputStream;
import java.io.InputStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** What blocks for less than the watchdog's limit where no probe reaches: native methods, mostly. Stateless. */
final class Missed {
    private Missed() {}

    static void addTo(Acts acts) {
        // Told of when the archive is opened; see Probes on why not when it is read.
        acts.missed("reading an entry of an open ZipFile", stage -> {
            ZipFile zip = stage.closing(new ZipFile(zip(stage.directory()).toFile()));
            return () -> {
                try (InputStream entry = zip.getInputStream(zip.getEntry("page"))) {
                    use(entry.readAllBytes());
                }
            };
        });
        acts.missed("a short statement on an open SQLite connection", stage -> {
            Statement statement = statement(stage);
            return () -> statement.execute("CREATE TABLE page (id INTEGER)");
        });
        acts.missed("Runtime.gc", stage -> () -> Runtime.getRuntime().gc());
        acts.missed(
                "ProcessHandle.allProcesses",
                stage -> () -> use(ProcessHandle.allProcesses().count()));
        acts.missed(
                "ProcessHandle.info", stage -> () -> use(ProcessHandle.current().info()));
    }

    private static Statement statement(Stage stage) throws Exception {
        Connection connection = stage.closing(
                DriverManager.getConnection("jdbc:sqlite:" + stage.directory().resolve("missed.db")));
        return stage.closing(connection.createStatement());
    }

    private static Path zip(Path directory) throws Exception {
        Path file = directory.resolve("pages.zip");
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(file.toFile()))) {
            out.putNextEntry(new ZipEntry("page"));
            out.write(new byte[5_000]);
        }
        return file;
    }
}
