package dev.headrace.engine.http;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.Set;
import org.apache.hc.client5.http.DnsResolver;

/**
 * Names as HttpClient asks for them, from memory. The last word on private addresses: between a call's check and its connection a
 * name may have got another address.
 *
 * @param reachedPrivately the hosts whose private addresses somebody may reach
 */
record GuardedNames(DnsCache names, Set<String> reachedPrivately) implements DnsResolver {
    @Override
    public InetAddress[] resolve(String host) throws UnknownHostException {
        InetAddress[] allowed = names.addresses(host).stream()
                .filter(address -> Zone.of(address) == Zone.PUBLIC || reachedPrivately.contains(host))
                .toArray(InetAddress[]::new);
        if (allowed.length == 0) {
            throw new UnknownHostException(
                    host + " has only private addresses now, which were not there when it was checked");
        }
        return allowed;
    }

    @Override
    public String resolveCanonicalHostname(String host) {
        return host;
    }
}
