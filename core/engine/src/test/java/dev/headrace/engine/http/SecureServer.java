package dev.headrace.engine.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.util.List;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.jspecify.annotations.Nullable;

/** A TLS server for 127.0.0.1 that gives one answer, with a certificate that only {@link #trusting} trusts. */
final class SecureServer implements AutoCloseable {
    private static final char[] PASSWORD = "not-a-secret".toCharArray();

    private final ServerSocket server;
    private final SSLContext trusting;
    private final byte[] answer;

    private SecureServer(ServerSocket server, SSLContext trusting, String answer) {
        this.server = server;
        this.trusting = trusting;
        this.answer = answer.getBytes(StandardCharsets.US_ASCII);
    }

    /**
     * Starts the server.
     *
     * @param directory for the key that is made
     * @param answer head and body, each line of the head ended with CR and LF
     */
    static SecureServer start(Path directory, String answer) throws Exception {
        KeyStore keys = keys(directory.resolve("keys.p12"));
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(keys, PASSWORD);
        TrustManagerFactory others = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        others.init(keys);
        ServerSocket socket = context(own.getKeyManagers(), null)
                .getServerSocketFactory()
                .createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        SecureServer server = new SecureServer(socket, context(null, others.getTrustManagers()), answer);
        Thread thread = new Thread(server::serve, "secure-server");
        thread.setDaemon(true);
        thread.start();
        return server;
    }

    URI uri() {
        return URI.create("https://127.0.0.1:" + server.getLocalPort());
    }

    SSLContext trusting() {
        return trusting;
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                serve(socket);
            } catch (IOException ended) {
                // The client went first, or the server was closed.
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                socket.getOutputStream().write(answer);
            }
        }
    }

    private static SSLContext context(KeyManager @Nullable [] own, TrustManager @Nullable [] others) throws Exception {
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own, others, null);
        return context;
    }

    private static KeyStore keys(Path file) throws Exception {
        String options = "-genkeypair -alias test -keyalg EC -validity 3650 -dname CN=test -ext SAN=IP:127.0.0.1 "
                + "-storetype PKCS12 -storepass " + new String(PASSWORD) + " -keystore";
        List<String> command = new java.util.ArrayList<>(List.of(options.split(" ")));
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.add(file.toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + output);
        }
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            keys.load(in, PASSWORD);
        }
        return keys;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
