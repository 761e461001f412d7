package dev.headrace.engine.http;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;

/** A server that promises to keep each connection alive and closes it right after its first answer. */
final class ForgetfulServer implements AutoCloseable {
    private static final byte[] ANSWER = ("HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
                    + "Content-Length: 2\r\nConnection: keep-alive\r\n\r\n[]")
            .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket server;

    private ForgetfulServer(ServerSocket server) {
        this.server = server;
    }

    static ForgetfulServer start() throws IOException {
        ForgetfulServer forgetful = new ForgetfulServer(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        Thread thread = new Thread(forgetful::serve, "forgetful-server");
        thread.setDaemon(true);
        thread.start();
        return forgetful;
    }

    URI uri() {
        return URI.create("http://127.0.0.1:" + server.getLocalPort());
    }

    private void serve() {
        while (!server.isClosed()) {
            try (Socket socket = server.accept()) {
                answer(socket);
            } catch (IOException ended) {
                // The client went first, or the server was closed.
            }
        }
    }

    private static void answer(Socket socket) throws IOException {
        BufferedReader reader =
                new BufferedReader(new InputStreamReader(socket.getInputStream(), StandardCharsets.US_ASCII));
        for (String line = reader.readLine(); line != null; line = reader.readLine()) {
            if (line.isEmpty()) {
                socket.getOutputStream().write(ANSWER);
                return;
            }
        }
    }

    @Override
    public void close() {
        try {
            server.close();
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
