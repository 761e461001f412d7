package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.NETWORK;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.expecting;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketAddress;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.nio.channels.SocketChannel;

/** Sockets, to this machine. Stateless. */
final class Sockets {
    /** More than any socket's buffers hold. */
    private static final int MUCH = 16 << 20;

    private Sockets() {}

    static void addTo(Acts acts) {
        connecting(acts);
        talking(acts);
        datagrams(acts);
    }

    private static void connecting(Acts acts) {
        acts.blocking("new Socket(host, port)", NETWORK, stage -> {
            ServerSocket server = server(stage);
            return () -> new Socket(server.getInetAddress(), server.getLocalPort()).close();
        });
        acts.blocking("Socket.connect(address, timeout), stuck", NETWORK, stage -> {
            SocketAddress address = full(stage);
            Socket socket = stage.closing(new Socket());
            return () -> expecting(SocketTimeoutException.class, () -> socket.connect(address, MILLIS));
        });
        acts.blocking("ServerSocket.accept", NETWORK, stage -> {
            ServerSocket server = server(stage);
            stage.afterwards(() -> new Socket(server.getInetAddress(), server.getLocalPort()).close());
            return () -> server.accept().close();
        });
    }

    private static void talking(Acts acts) {
        acts.blocking("Socket read", NETWORK, stage -> {
            ServerSocket server = server(stage);
            Socket socket = stage.closing(new Socket(server.getInetAddress(), server.getLocalPort()));
            Socket peer = stage.closing(server.accept());
            stage.afterwards(() -> peer.getOutputStream().write(1));
            return () -> socket.getInputStream().read();
        });
        acts.blocking("Socket read with a timeout", NETWORK, stage -> {
            ServerSocket server = server(stage);
            Socket socket = stage.closing(new Socket(server.getInetAddress(), server.getLocalPort()));
            socket.setSoTimeout(MILLIS);
            return () -> expecting(
                    SocketTimeoutException.class, () -> socket.getInputStream().read());
        });
        acts.blocking("Socket write, full", NETWORK, stage -> {
            ServerSocket server = server(stage);
            Socket socket = stage.closing(new Socket(server.getInetAddress(), server.getLocalPort()));
            Socket peer = stage.closing(server.accept());
            stage.afterwards(peer::close);
            return () -> expecting(
                    SocketException.class, () -> socket.getOutputStream().write(new byte[MUCH]));
        });
    }

    private static void datagrams(Acts acts) {
        acts.blocking("DatagramSocket.receive", NETWORK, stage -> {
            DatagramSocket socket = stage.closing(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            DatagramSocket peer = stage.closing(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            stage.afterwards(() -> peer.send(new DatagramPacket(new byte[1], 1, socket.getLocalSocketAddress())));
            return () -> socket.receive(new DatagramPacket(new byte[8], 8));
        });
        acts.blocking("DatagramSocket.receive with a timeout", NETWORK, stage -> {
            DatagramSocket socket = stage.closing(new DatagramSocket(0, InetAddress.getLoopbackAddress()));
            socket.setSoTimeout(MILLIS);
            return () ->
                    expecting(SocketTimeoutException.class, () -> socket.receive(new DatagramPacket(new byte[8], 8)));
        });
    }

    private static ServerSocket server(Stage stage) throws IOException {
        return stage.closing(new ServerSocket(0, 8, InetAddress.getLoopbackAddress()));
    }

    /** A server that accepts nobody and whose queue is full: a further connection gets no answer. */
    private static SocketAddress full(Stage stage) throws IOException {
        ServerSocket server = stage.closing(new ServerSocket(0, 1, InetAddress.getLoopbackAddress()));
        InetSocketAddress address = (InetSocketAddress) server.getLocalSocketAddress();
        for (int i = 0; i < 4; i++) {
            SocketChannel waiting = stage.closing(SocketChannel.open());
            waiting.configureBlocking(false);
            waiting.connect(address);
        }
        return address;
    }
}
