package dev.headrace.engine.http;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A proxy that gives no tunnel. */
final class ProxyRefusal extends IOException {
    private static final long serialVersionUID = 1;

    private final int status;

    ProxyRefusal(@Nullable Proxy proxy, String target, int status) {
        super("the proxy %s gives no tunnel to %s: it answered %d%s"
                .formatted(
                        proxy, target, status, status == 407 ? "; check http.proxy-user and http.proxy-password" : ""));
        this.status = status;
    }

    /** Whether it may give one later. */
    boolean mayPass() {
        return status >= 500 || status == 429;
    }
}
