package dev.headrace.engine.http;

import dev.headrace.spi.HttpFailure.Kind;
import java.io.EOFException;
import java.io.InterruptedIOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.util.zip.ZipException;
import javax.net.ssl.SSLHandshakeException;
import javax.net.ssl.SSLPeerUnverifiedException;
import org.apache.hc.client5.http.ConnectTimeoutException;
import org.apache.hc.core5.http.HttpException;
import org.apache.hc.core5.http.MalformedChunkCodingException;
import org.apache.hc.core5.http.RequestNotExecutedException;
import org.apache.hc.core5.http.TruncatedChunkException;
import org.apache.hc.core5.http2.H2Error;
import org.apache.hc.core5.http2.H2StreamResetException;
import org.apache.hc.core5.reactor.IOReactorShutdownException;

/**
 * What a failure of the transport means.
 *
 * @param kind what it is to the connector
 * @param transientFault whether the same request may succeed later
 * @param unsent whether the upstream certainly did not act on the request, though it may have been written
 * @param atOnce whether nothing is wrong with the upstream, so that the request may be sent again without a wait
 * @param text for people
 */
record Trouble(Kind kind, boolean transientFault, boolean unsent, boolean atOnce, String text) {
    static Trouble of(Throwable cause) {
        if (cause instanceof AttemptTimeout) {
            return new Trouble(Kind.TIMEOUT, true, false, false, describe(cause));
        }
        if (cause instanceof RequestNotExecutedException || cause instanceof IOReactorShutdownException) {
            return new Trouble(Kind.CONNECTION, true, true, true, "the pooled connection was closed");
        }
        if (cause instanceof H2StreamResetException reset && reset.getCode() == H2Error.REFUSED_STREAM.getCode()) {
            return new Trouble(Kind.CONNECTION, true, true, true, "the server refused the stream");
        }
        if (cause instanceof ProxyRefusal refusal) {
            return new Trouble(Kind.CONNECTION, refusal.mayPass(), true, false, String.valueOf(cause.getMessage()));
        }
        if (cause instanceof BodyTooLarge) {
            return permanent(Kind.TOO_LARGE, cause);
        }
        return isConnection(cause) ? connection(cause) : exchange(cause);
    }

    /** The same, if it only says that a pooled connection was closed by the server. */
    Trouble withoutBlame() {
        return new Trouble(kind, transientFault, unsent, transientFault, text);
    }

    private static boolean isConnection(Throwable cause) {
        return cause instanceof ConnectException
                || cause instanceof ConnectTimeoutException
                || cause instanceof UnknownHostException
                || cause instanceof java.net.NoRouteToHostException
                || cause instanceof javax.net.ssl.SSLException;
    }

    private static Trouble connection(Throwable cause) {
        if (cause instanceof SSLHandshakeException || cause instanceof SSLPeerUnverifiedException) {
            return permanent(Kind.CONNECTION, cause);
        }
        boolean never = !(cause instanceof javax.net.ssl.SSLException);
        return new Trouble(Kind.CONNECTION, true, never, false, describe(cause));
    }

    private static Trouble exchange(Throwable cause) {
        if (cause instanceof EOFException || cause instanceof TruncatedChunkException) {
            return new Trouble(Kind.CONNECTION, true, false, false, "the body was cut off");
        }
        if (cause instanceof SocketTimeoutException || cause instanceof InterruptedIOException) {
            return new Trouble(Kind.TIMEOUT, true, false, false, describe(cause));
        }
        if (cause instanceof HttpException
                || cause instanceof MalformedChunkCodingException
                || cause instanceof ZipException) {
            return permanent(Kind.MALFORMED, cause);
        }
        // Resets, closed connections, and defects below us: what is unknown is tried again.
        return new Trouble(Kind.CONNECTION, true, false, false, describe(cause));
    }

    private static Trouble permanent(Kind kind, Throwable cause) {
        return new Trouble(kind, false, false, false, describe(cause));
    }

    private static String describe(Throwable cause) {
        String message = cause.getMessage();
        String name = cause.getClass().getSimpleName();
        if (message == null || message.isEmpty()) {
            return name;
        }
        return cause instanceof BodyTooLarge || cause instanceof AttemptTimeout
                ? message
                : name + ": " + message + advice(cause, message);
    }

    /** For what is wrong with the configuration or the machine more often than with the upstream. */
    private static String advice(Throwable cause, String message) {
        if (cause instanceof UnknownHostException) {
            return " (check the name in base-url, and this machine's name servers)";
        }
        if (cause instanceof ConnectException && message.contains("refused")) {
            return " (nobody listens there: check that the upstream runs, and base-url)";
        }
        if (message.contains("certification path")) {
            return " (nobody that is trusted vouches for this server: give its authority in http.ca)";
        }
        boolean plain = message.contains("plaintext") || message.contains("unrecognized SSL message");
        return plain ? " (the server does not speak TLS there: http:// may be meant)" : "";
    }
}
