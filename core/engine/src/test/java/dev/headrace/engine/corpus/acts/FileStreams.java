package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.FILE;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.engine.corpus.Acts;
import java.io.BufferedReader;
import java.io.File;
import java.io.FileInputStream;
import java.io.FileOutputStream;
import java.io.FileReader;
import java.io.FileWriter;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.RandomAccessFile;
import java.io.Writer;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Properties;
import java.util.Scanner;
import java.util.zip.ZipEntry;
import java.util.zip.ZipFile;
import java.util.zip.ZipOutputStream;

/** Files as streams. Stateless. */
final class FileStreams {
    private FileStreams() {}

    static void addTo(Acts acts) {
        reading(acts);
        writing(acts);
        random(acts);
        formats(acts);
    }

    private static void reading(Acts acts) {
        acts.blocking("new FileInputStream", FILE, stage -> {
            File file = stage.file().toFile();
            return () -> new FileInputStream(file).close();
        });
        acts.blocking("FileInputStream.read", FILE, stage -> {
            InputStream in = stage.closing(new FileInputStream(stage.file().toFile()));
            return () -> in.read();
        });
        acts.blocking("FileInputStream.readAllBytes", FILE, stage -> {
            InputStream in = stage.closing(new FileInputStream(stage.file().toFile()));
            return () -> in.readAllBytes();
        });
        acts.blocking("BufferedReader.readLine of a file", FILE, stage -> {
            BufferedReader in =
                    stage.closing(new BufferedReader(new FileReader(stage.file().toFile(), UTF_8)));
            return () -> in.readLine();
        });
    }

    private static void writing(Acts acts) {
        acts.blocking("new FileOutputStream", FILE, stage -> {
            File file = stage.nothing().toFile();
            return () -> new FileOutputStream(file).close();
        });
        acts.blocking("FileOutputStream.write", FILE, stage -> {
            OutputStream out =
                    stage.closing(new FileOutputStream(stage.nothing().toFile()));
            return () -> out.write(new byte[100]);
        });
        acts.blocking("FileWriter.flush", FILE, stage -> {
            Writer out = stage.closing(new FileWriter(stage.nothing().toFile(), UTF_8));
            out.write("a line of text");
            return () -> out.flush();
        });
        acts.blocking("new PrintWriter(file)", FILE, stage -> {
            File file = stage.nothing().toFile();
            return () -> new PrintWriter(file, UTF_8).close();
        });
        acts.blocking("FileDescriptor.sync", FILE, stage -> {
            FileOutputStream out =
                    stage.closing(new FileOutputStream(stage.nothing().toFile()));
            out.write(1);
            return () -> out.getFD().sync();
        });
    }

    private static void random(Acts acts) {
        acts.blocking("RandomAccessFile.read", FILE, stage -> {
            RandomAccessFile file =
                    stage.closing(new RandomAccessFile(stage.file().toFile(), "r"));
            return () -> file.read(new byte[100]);
        });
        acts.blocking("RandomAccessFile.write", FILE, stage -> {
            RandomAccessFile file =
                    stage.closing(new RandomAccessFile(stage.file().toFile(), "rw"));
            return () -> file.write(new byte[100]);
        });
        // Native on JDK 17, and open to subclasses, so that its calls cannot be turned elsewhere.
        acts.blockingSince(21, "RandomAccessFile.length", FILE, stage -> {
            RandomAccessFile file =
                    stage.closing(new RandomAccessFile(stage.file().toFile(), "r"));
            return () -> file.length();
        });
        acts.blocking("SecureRandom.generateSeed", FILE, stage -> {
            SecureRandom random = SecureRandom.getInstance("NativePRNG");
            return () -> random.generateSeed(8);
        });
    }

    private static void formats(Acts acts) {
        acts.blocking("new ZipFile", FILE, stage -> {
            File zip = zip(stage.nothing()).toFile();
            return () -> new ZipFile(zip).close();
        });
        acts.blocking("Properties.load of a file", FILE, stage -> {
            InputStream in = stage.closing(new FileInputStream(stage.file().toFile()));
            return () -> new Properties().load(in);
        });
        acts.blocking("Scanner of a file", FILE, stage -> {
            Scanner scanner = stage.closing(new Scanner(stage.file(), UTF_8));
            return () -> scanner.nextLine();
        });
    }

    private static Path zip(Path file) throws Exception {
        try (ZipOutputStream out = new ZipOutputStream(new FileOutputStream(file.toFile()))) {
            out.putNextEntry(new ZipEntry("page"));
            out.write(new byte[5_000]);
        }
        return file;
    }
}
