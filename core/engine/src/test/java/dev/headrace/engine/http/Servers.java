package dev.headrace.engine.http;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocket;
import org.jspecify.annotations.Nullable;

/** Servers of sockets and threads, for what the fake upstream cannot be: one that asks for a certificate, and a proxy. */
final class Servers implements AutoCloseable {
    private interface Service {
        void serve(Socket socket, InputStream in, OutputStream out) throws IOException;
    }

    private static final String ONE =
            "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\nContent-Length: 3\r\n\r\n[1]";

    private final ServerSocket server;
    /** The head of each request to a proxy. */
    final List<String> heads = new CopyOnWriteArrayList<>();

    private Servers(ServerSocket server) {
        this.server = server;
    }

    /** Answers only those who show a certificate that it trusts, unless it asks for none. */
    static Servers tls(SSLContext context, boolean asking) throws IOException {
        SSLServerSocket socket = (SSLServerSocket)
                context.getServerSocketFactory().createServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setNeedClientAuth(asking);
        Servers servers = new Servers(socket);
        servers.start((connection, in, out) -> {
            while (!servers.head(in).isEmpty()) {
                write(out, ONE);
            }
        });
        return servers;
    }

    /** @param authorization what it wants to see; {@code null} for nothing */
    static Servers proxy(@Nullable String authorization) throws IOException {
        Servers servers = new Servers(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()));
        servers.start((connection, in, out) -> servers.relay(connection, in, out, authorization));
        return servers;
    }

    int port() {
        return server.getLocalPort();
    }

    private void relay(Socket client, InputStream in, OutputStream out, @Nullable String authorization)
            throws IOException {
        String head = head(in);
        heads.add(head);
        if (authorization != null && !head.contains("Proxy-Authorization: " + authorization + "\r\n")) {
            write(out, "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
        } else if (head.startsWith("CONNECT ")) {
            String authority = head.split(" ", -1)[1];
            int port = Integer.parseInt(authority.substring(authority.lastIndexOf(':') + 1));
            try (Socket target = new Socket(InetAddress.getLoopbackAddress(), port)) {
                write(out, "HTTP/1.1 200 Connection established\r\n\r\n");
                Thread back = thread(() -> copy(target, client));
                in.transferTo(target.getOutputStream());
                back.interrupt();
            }
        } else {
            write(out, ONE);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException ended) {
            // One of the two has hung up.
        }
    }

    private String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        for (int octet = in.read(); octet >= 0; octet = in.read()) {
            head.append((char) octet);
            if (head.indexOf("\r\n\r\n") >= 0) {
                return head.toString();
            }
        }
        return "";
    }

    private static void write(OutputStream out, String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.US_ASCII));
        out.flush();
    }

    private void start(Service service) {
        thread(() -> {
            while (!server.isClosed()) {
                accept(service);
            }
        });
    }

    private void accept(Service service) {
        try {
            Socket socket = server.accept();
            thread(() -> {
                try (socket) {
                    service.serve(socket, socket.getInputStream(), socket.getOutputStream());
                } catch (IOException ended) {
                    // The client went first, or was refused.
                }
            });
        } catch (IOException closed) {
            // The end of the test.
        }
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "test-server");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
