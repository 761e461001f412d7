package dev.headrace.testkit.upstream;

import java.io.IOException;
import java.net.StandardSocketOptions;
import java.nio.ByteBuffer;
import java.nio.channels.SocketChannel;
import org.eclipse.jetty.http2.ErrorCode;
import org.eclipse.jetty.http2.HTTP2Connection;
import org.eclipse.jetty.http2.api.Stream;
import org.eclipse.jetty.http2.frames.ResetFrame;
import org.eclipse.jetty.io.Connection;
import org.eclipse.jetty.io.EndPoint;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.util.Callback;
import org.jspecify.annotations.Nullable;

/** Breaks the connection under an exchange: the whole of it on HTTP/1.1, only the exchange's stream on HTTP/2. */
final class ConnectionFault {
    private final Connection connection;
    private final EndPoint endPoint;
    private final String requestId;
    private final Ending.Kind kind;

    private ConnectionFault(Connection connection, String requestId, Ending.Kind kind) {
        this.connection = connection;
        this.endPoint = connection.getEndPoint();
        this.requestId = requestId;
        this.kind = kind;
    }

    static ConnectionFault of(Request request, Ending.Kind kind) {
        return new ConnectionFault(request.getConnectionMetaData().getConnection(), request.getId(), kind);
    }

    /**
     * Does the damage.
     *
     * @param garbage what to send first, for {@link Ending.Kind#GARBAGE}
     * @param done called when it is done, or could not be because the connection was gone
     */
    void strike(byte[] garbage, Runnable done) {
        if (kind == Ending.Kind.GARBAGE) {
            spill(ByteBuffer.wrap(garbage), done);
        } else if (connection instanceof HTTP2Connection http2) {
            reset(http2.getSession().getStream(Integer.parseInt(requestId)), done);
        } else {
            lingerNoMore();
            close(done);
        }
    }

    private static void reset(@Nullable Stream stream, Runnable done) {
        if (stream == null) {
            // The client has reset it before.
            done.run();
        } else {
            stream.reset(new ResetFrame(stream.getId(), ErrorCode.INTERNAL_ERROR.code), Callback.from(done));
        }
    }

    private void spill(ByteBuffer garbage, Runnable done) {
        if (!(connection instanceof HTTP2Connection)) {
            endPoint.write(Callback.from(() -> close(done)), garbage);
            return;
        }
        try {
            // Past the end point, where a frame of another stream may be on its way out.
            channel().write(garbage);
        } catch (IOException alreadyClosed) {
            // The client went first.
        }
        close(done);
    }

    private SocketChannel channel() {
        return (SocketChannel) endPoint.getTransport();
    }

    private void close(Runnable done) {
        endPoint.close();
        done.run();
    }

    /** A socket that does not linger answers its close with RST instead of FIN. */
    private void lingerNoMore() {
        if (kind != Ending.Kind.RESET) {
            return;
        }
        try {
            channel().setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyClosed) {
            // The client went first: there is nothing left to reset.
        }
    }
}
