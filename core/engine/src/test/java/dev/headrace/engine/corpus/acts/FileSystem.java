package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;
import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.File;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** What is asked of a file system, old way and new. Stateless. */
final class FileSystem {
    private FileSystem() {}

    static void addTo(Acts acts) {
        contents(acts);
        asking(acts);
        changing(acts);
        directories(acts);
        oldWay(acts);
        watching(acts);
    }

    private static void contents(Acts acts) {
        acts.blocking("Files.readAllBytes", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.readAllBytes(file);
        });
        acts.blocking("Files.readString", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.readString(file);
        });
        acts.blocking("Files.write", FILE, stage -> {
            Path file = stage.nothing();
            return () -> Files.write(file, new byte[100]);
        });
        acts.blocking("Files.lines", FILE, stage -> {
            Path file = stage.file();
            return () -> {
                try (Stream<String> lines = Files.lines(file)) {
                    lines.forEach(Stage::use);
                }
            };
        });
        acts.blocking("Files.newBufferedWriter", FILE, stage -> {
            Path file = stage.nothing();
            return () -> Files.newBufferedWriter(file).close();
        });
        acts.blocking("Files.copy", FILE, stage -> {
            Path file = stage.file();
            Path copy = stage.nothing();
            return () -> Files.copy(file, copy);
        });
    }

    private static void asking(Acts acts) {
        acts.blocking("Files.exists", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.exists(file);
        });
        acts.blocking("Files.size", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.size(file);
        });
        acts.blocking("Files.getLastModifiedTime", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.getLastModifiedTime(file);
        });
        acts.blocking("Files.getFileStore", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.getFileStore(file);
        });
        acts.blocking("Path.toRealPath", FILE, stage -> {
            Path file = stage.file();
            return () -> use(file.toRealPath());
        });
        acts.blocking("Files.getPosixFilePermissions", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.getPosixFilePermissions(file);
        });
    }

    private static void changing(Acts acts) {
        acts.blocking("Files.delete", FILE, stage -> {
            Path file = stage.file();
            return () -> Files.delete(file);
        });
        acts.blocking("Files.move", FILE, stage -> {
            Path file = stage.file();
            Path target = stage.nothing();
            return () -> Files.move(file, target);
        });
        acts.blocking("Files.createTempFile", FILE, stage -> {
            Path directory = stage.directory();
            return () -> Files.createTempFile(directory, "page", null);
        });
        acts.blocking("Files.setLastModifiedTime", FILE, stage -> {
            Path file = stage.file();
            FileTime time = Files.getLastModifiedTime(file);
            return () -> Files.setLastModifiedTime(file, time);
        });
    }

    private static void directories(Acts acts) {
        acts.blocking("Files.list", FILE, stage -> {
            Path directory = stage.directory();
            return () -> {
                try (Stream<Path> files = Files.list(directory)) {
                    files.forEach(Stage::use);
                }
            };
        });
        acts.blocking("Files.walk", FILE, stage -> {
            Path directory = stage.directory();
            return () -> {
                try (Stream<Path> files = Files.walk(directory)) {
                    files.forEach(Stage::use);
                }
            };
        });
        acts.blocking("Files.newDirectoryStream", FILE, stage -> {
            Path directory = stage.directory();
            return () -> {
                try (DirectoryStream<Path> files = Files.newDirectoryStream(directory)) {
                    files.forEach(Stage::use);
                }
            };
        });
        acts.blocking("Files.createDirectories", FILE, stage -> {
            Path directory = stage.nothing();
            return () -> Files.createDirectories(directory);
        });
    }

    private static void oldWay(Acts acts) {
        acts.blocking("File.exists", FILE, stage -> {
            File file = stage.file().toFile();
            return () -> file.exists();
        });
        acts.blocking("File.length", FILE, stage -> {
            File file = stage.file().toFile();
            return () -> file.length();
        });
        acts.blocking("File.listFiles", FILE, stage -> {
            File directory = stage.directory().toFile();
            return () -> directory.listFiles();
        });
        acts.blocking("File.delete", FILE, stage -> {
            File file = stage.file().toFile();
            return () -> file.delete();
        });
        acts.blocking("File.getCanonicalPath", FILE, stage -> {
            File file = stage.file().toFile();
            return () -> file.getCanonicalPath();
        });
        acts.blocking("File.mkdirs", FILE, stage -> {
            File directory = stage.nothing().toFile();
            return () -> directory.mkdirs();
        });
    }

    private static void watching(Acts acts) {
        acts.blocking("WatchService.take", WAIT, stage -> {
            Path directory = Files.createDirectory(stage.nothing());
            WatchService watch = stage.closing(directory.getFileSystem().newWatchService());
            directory.register(watch, StandardWatchEventKinds.ENTRY_CREATE);
            stage.afterwards(() -> Files.createFile(directory.resolve("page")));
            return () -> watch.take();
        });
        acts.blocking("WatchService.poll(timeout)", WAIT, stage -> {
            WatchService watch = stage.closing(stage.directory().getFileSystem().newWatchService());
            return () -> watch.poll(MILLIS, TimeUnit.MILLISECONDS);
        });
    }
}
