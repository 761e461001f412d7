package dev.headrace.engine.http;

import java.net.Inet4Address;
import java.net.InetAddress;
import java.util.List;

/** Where an address lies, by the registries of special addresses (RFC 6890). In the order of what it takes to get there. */
enum Zone {
    PUBLIC,
    /** This machine and the networks behind it: RFC 1918, 4193, 6598. */
    PRIVATE,
    /** The own link (RFC 3927, 4291), where clouds hand out credentials at 169.254.169.254; and what is no host at all. */
    LINK;

    static Zone of(List<InetAddress> addresses) {
        return addresses.stream().map(Zone::of).max(Zone::compareTo).orElse(PUBLIC);
    }

    static Zone of(InetAddress address) {
        byte[] octets = address.getAddress();
        if (address.isLinkLocalAddress() || address.isMulticastAddress()) {
            return LINK;
        }
        if (address.isLoopbackAddress() || address.isSiteLocalAddress() || address.isAnyLocalAddress()) {
            return PRIVATE;
        }
        return address instanceof Inet4Address ? ofIpv4(octets[0] & 0xff, octets[1] & 0xff) : ofIpv6(octets);
    }

    private static Zone ofIpv4(int first, int second) {
        if (first >= 240) {
            return LINK;
        }
        boolean carrier = first == 100 && second >= 64 && second < 128;
        boolean tests = first == 198 && (second == 18 || second == 19);
        return first == 0 || carrier || tests || first == 192 && second == 0 ? PRIVATE : PUBLIC;
    }

    private static Zone ofIpv6(byte[] octets) {
        int first = octets[0] & 0xff;
        int second = octets[1] & 0xff;
        if ((first & 0xfe) == 0xfc) {
            return PRIVATE;
        }
        // An IPv4 address in a coat: NAT64 (RFC 6052) carries it at the end, 6to4 (RFC 3056) at the front.
        if (first == 0 && second == 0x64) {
            return embedded(octets, 12);
        }
        return first == 0x20 && second == 0x02 ? embedded(octets, 2) : PUBLIC;
    }

    private static Zone embedded(byte[] octets, int from) {
        int first = octets[from] & 0xff;
        int second = octets[from + 1] & 0xff;
        boolean link = first == 169 && second == 254;
        boolean site = first == 10
                || first == 127
                || first == 172 && second >= 16 && second < 32
                || first == 192 && second == 168;
        return link ? LINK : site ? PRIVATE : ofIpv4(first, second);
    }
}
