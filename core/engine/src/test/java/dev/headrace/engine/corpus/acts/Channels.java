package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.NETWORK;
import static dev.headrace.detector.Verdict.WAIT;
import static dev.headrace.engine.corpus.Stage.MILLIS;
import static dev.headrace.engine.corpus.Stage.expecting;

import dev.headrace.engine.corpus.Acts;
import dev.headrace.engine.corpus.Stage;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.StandardProtocolFamily;
import java.net.UnixDomainSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.AsynchronousServerSocketChannel;
import java.nio.channels.AsynchronousSocketChannel;
import java.nio.channels.DatagramChannel;
import java.nio.channels.Pipe;
import java.nio.channels.Selector;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;

/** Channels and selectors, to this machine. Stateless. */
final class Channels {
    private static final int MUCH = 16 << 20;

    private Channels() {}

    static void addTo(Acts acts) {
        connecting(acts);
        talking(acts);
        selecting(acts);
        local(acts);
        asynchronous(acts);
    }

    private static void connecting(Acts acts) {
        acts.blocking("SocketChannel.open(address)", NETWORK, stage -> {
            ServerSocketChannel server = server(stage);
            return () -> SocketChannel.open(server.getLocalAddress()).close();
        });
        acts.blocking("ServerSocketChannel.accept", NETWORK, stage -> {
            ServerSocketChannel server = server(stage);
            stage.afterwards(() -> SocketChannel.open(server.getLocalAddress()).close());
            return () -> server.accept().close();
        });
    }

    private static void talking(Acts acts) {
        acts.blocking("SocketChannel.read", NETWORK, stage -> {
            ServerSocketChannel server = server(stage);
            SocketChannel channel = stage.closing(SocketChannel.open(server.getLocalAddress()));
            SocketChannel peer = stage.closing(server.accept());
            stage.afterwards(() -> peer.write(ByteBuffer.wrap(new byte[1])));
            return () -> channel.read(ByteBuffer.allocate(8));
        });
        acts.blocking("SocketChannel.write, full", NETWORK, stage -> {
            ServerSocketChannel server = server(stage);
            SocketChannel channel = stage.closing(SocketChannel.open(server.getLocalAddress()));
            SocketChannel peer = stage.closing(server.accept());
            stage.afterwards(peer::close);
            return () -> expecting(IOException.class, () -> channel.write(ByteBuffer.allocate(MUCH)));
        });
        acts.blocking("read of a channel's socket", NETWORK, stage -> {
            ServerSocketChannel server = server(stage);
            SocketChannel channel = stage.closing(SocketChannel.open(server.getLocalAddress()));
            SocketChannel peer = stage.closing(server.accept());
            stage.afterwards(() -> peer.write(ByteBuffer.wrap(new byte[1])));
            return () -> channel.socket().getInputStream().read();
        });
        acts.blocking("DatagramChannel.receive", NETWORK, stage -> {
            DatagramChannel channel = stage.closing(DatagramChannel.open().bind(loopback()));
            DatagramChannel peer = stage.closing(DatagramChannel.open());
            stage.afterwards(() -> peer.send(ByteBuffer.wrap(new byte[1]), channel.getLocalAddress()));
            return () -> channel.receive(ByteBuffer.allocate(8));
        });
    }

    private static void selecting(Acts acts) {
        acts.blocking("Selector.select(ms)", NETWORK, stage -> {
            Selector selector = stage.closing(Selector.open());
            return () -> selector.select(MILLIS);
        });
        acts.blocking("Selector.select", NETWORK, stage -> {
            Selector selector = stage.closing(Selector.open());
            stage.afterwards(selector::wakeup);
            return () -> selector.select();
        });
        acts.blocking("Pipe.SourceChannel.read", NETWORK, stage -> {
            Pipe pipe = Pipe.open();
            stage.closing(pipe.source());
            stage.closing(pipe.sink());
            stage.afterwards(() -> pipe.sink().write(ByteBuffer.wrap(new byte[1])));
            return () -> pipe.source().read(ByteBuffer.allocate(8));
        });
    }

    private static void local(Acts acts) {
        acts.blocking("SocketChannel.open of a Unix socket", NETWORK, stage -> {
            ServerSocketChannel server = unixServer(stage);
            return () -> SocketChannel.open(server.getLocalAddress()).close();
        });
        acts.blocking("SocketChannel.read of a Unix socket", NETWORK, stage -> {
            ServerSocketChannel server = unixServer(stage);
            SocketChannel channel = stage.closing(SocketChannel.open(server.getLocalAddress()));
            SocketChannel peer = stage.closing(server.accept());
            stage.afterwards(() -> peer.write(ByteBuffer.wrap(new byte[1])));
            return () -> channel.read(ByteBuffer.allocate(8));
        });
    }

    private static void asynchronous(Acts acts) {
        acts.blocking("AsynchronousSocketChannel.read and get", WAIT, stage -> {
            ServerSocketChannel server = server(stage);
            AsynchronousSocketChannel channel = stage.closing(AsynchronousSocketChannel.open());
            channel.connect(server.getLocalAddress()).get();
            SocketChannel peer = stage.closing(server.accept());
            stage.afterwards(() -> peer.write(ByteBuffer.wrap(new byte[1])));
            return () -> channel.read(ByteBuffer.allocate(8)).get();
        });
        acts.blocking("AsynchronousServerSocketChannel.accept and get", WAIT, stage -> {
            AsynchronousServerSocketChannel server = stage.closing(AsynchronousServerSocketChannel.open());
            server.bind(loopback());
            stage.afterwards(() -> SocketChannel.open(server.getLocalAddress()).close());
            return () -> server.accept().get().close();
        });
    }

    private static InetSocketAddress loopback() {
        return new InetSocketAddress(InetAddress.getLoopbackAddress(), 0);
    }

    private static ServerSocketChannel server(Stage stage) throws IOException {
        return stage.closing(ServerSocketChannel.open().bind(loopback()));
    }

    private static ServerSocketChannel unixServer(Stage stage) throws IOException {
        ServerSocketChannel server = stage.closing(ServerSocketChannel.open(StandardProtocolFamily.UNIX));
        return server.bind(UnixDomainSocketAddress.of(stage.directory().resolve("socket")));
    }
}
