package dev.headrace.engine.http;

import java.nio.file.Path;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.hc.client5.http.HttpRoute;
import org.apache.hc.client5.http.RouteInfo.LayerType;
import org.apache.hc.client5.http.RouteInfo.TunnelType;
import org.apache.hc.core5.http.HttpHost;
import org.jspecify.annotations.Nullable;

/** The connections of those who leave the same way. Thread-safe. */
final class Line {
    private final ConcurrentHashMap<Origin, HttpRoute> routes = new ConcurrentHashMap<>();
    private final @Nullable Proxy proxy;
    private final @Nullable Path socket;
    final Tls tls;
    final Reactors reactors;

    Line(Way.Egress egress, Tls tls, Reactors reactors) {
        this.proxy = egress.proxy();
        this.socket = egress.socket();
        this.tls = tls;
        this.reactors = reactors;
    }

    @Nullable
    Proxy proxy() {
        return proxy;
    }

    /** Whether connections are opened to a socket of this machine, and so to no address at all. */
    boolean isLocal() {
        return socket != null;
    }

    /** The host that a connection is opened to. */
    String firstHost(Origin origin) {
        return proxy == null ? origin.hostName() : proxy.place().hostName();
    }

    HttpRoute route(Origin origin) {
        return routes.computeIfAbsent(origin, this::newRoute);
    }

    private HttpRoute newRoute(Origin origin) {
        HttpHost target = host(origin);
        if (socket != null) {
            return new HttpRoute(target, origin.secure(), socket);
        }
        if (proxy == null) {
            return new HttpRoute(target, null, origin.secure());
        }
        TunnelType tunnel = origin.secure() ? TunnelType.TUNNELLED : TunnelType.PLAIN;
        LayerType layer = origin.secure() ? LayerType.LAYERED : LayerType.PLAIN;
        return new HttpRoute(target, null, host(proxy.place()), origin.secure(), tunnel, layer);
    }

    private static HttpHost host(Origin origin) {
        return new HttpHost(origin.scheme(), origin.hostName(), origin.port());
    }
}
