package dev.headrace.engine.http;

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
    final Tls tls;
    final Reactors reactors;

    Line(@Nullable Proxy proxy, Tls tls, Reactors reactors) {
        this.proxy = proxy;
        this.tls = tls;
        this.reactors = reactors;
    }

    @Nullable
    Proxy proxy() {
        return proxy;
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
