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
    private final EndPoint endPoint;
    private final @Nullable Stream stream;
    private final Ending.Kind kind;

    private ConnectionFault(EndPoint endPoint, @Nullable Stream stream, Ending.Kind kind) {
        this.endPoint = endPoint;
        this.stream = stream;
        this.kind = kind;
    }

    static ConnectionFault of(Request request, Ending.Kind kind) {
        Connection connection = request.getConnectionMetaData().getConnection();
        Stream stream = connection instanceof HTTP2Connection http2
                ? http2.getSession().getStream(Integer.parseInt(request.getId()))
                : null;
        return new ConnectionFault(connection.getEndPoint(), stream, kind);
    }

    /**
     * Does the damage.
     *
     * @param garbage what to send first, for {@link Ending.Kind#GARBAGE}
     * @param done called when it is done, or could not be because the connection was gone
     */
    void strike(byte[] garbage, Runnable done) {
        if (kind == Ending.Kind.GARBAGE) {
            endPoint.write(Callback.from(() -> close(done)), ByteBuffer.wrap(garbage));
        } else if (stream != null) {
            stream.reset(new ResetFrame(stream.getId(), ErrorCode.INTERNAL_ERROR.code), Callback.from(done));
        } else {
            lingerNoMore();
            close(done);
        }
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
            ((SocketChannel) endPoint.getTransport()).setOption(StandardSocketOptions.SO_LINGER, 0);
        } catch (IOException alreadyClosed) {
            // The client went first: there is nothing left to reset.
        }
    }
}
