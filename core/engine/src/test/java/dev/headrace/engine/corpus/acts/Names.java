package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.DNS;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.NetworkInterface;
import java.net.URL;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Looking up names of hosts and addresses: of this one, since a test asks nobody else. The JDK remembers a name, so each act uses a
 * spelling of its own. Stateless but for the spellings.
 */
final class Names {
    private static final String LOCAL = "localhost";
    private static final AtomicInteger spellings = new AtomicInteger();

    private Names() {}

    static void addTo(Acts acts) {
        acts.blocking("InetAddress.getByName", DNS, stage -> {
            String host = unknown();
            return () -> InetAddress.getByName(host);
        });
        acts.blocking("InetAddress.getAllByName", DNS, stage -> {
            String host = unknown();
            return () -> InetAddress.getAllByName(host);
        });
        acts.blocking("new InetSocketAddress(host, port)", DNS, stage -> {
            String host = unknown();
            return () -> new InetSocketAddress(host, 80).isUnresolved();
        });
        acts.blocking("URL.equals", DNS, stage -> {
            URL one = new URL("http://" + unknown() + "/");
            URL other = new URL("http://" + unknown() + "/");
            return () -> use(one.equals(other));
        });
        acts.blocking("InetAddress.getHostName", DNS, stage -> {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return () -> address.getHostName();
        });
        acts.blocking("InetAddress.getCanonicalHostName", DNS, stage -> {
            InetAddress address = InetAddress.getByAddress(new byte[] {127, 0, 0, 1});
            return () -> address.getCanonicalHostName();
        });
        acts.blocking("InetAddress.getLocalHost", DNS, stage -> () -> InetAddress.getLocalHost());
        acts.blocking("InetAddress.isReachable", DNS, stage -> {
            InetAddress address = InetAddress.getLoopbackAddress();
            return () -> address.isReachable(1_000);
        });
        acts.blocking(
                "NetworkInterface.getNetworkInterfaces", DNS, stage -> () -> NetworkInterface.getNetworkInterfaces());
        acts.blocking("NetworkInterface.getByName", DNS, stage -> () -> NetworkInterface.getByName("lo"));
    }

    /** This host's name with capital letters at other places each time. */
    private static String unknown() {
        int spelling = spellings.incrementAndGet();
        StringBuilder name = new StringBuilder(LOCAL);
        for (int i = 0; i < LOCAL.length(); i++) {
            if ((spelling >> i & 1) == 1) {
                name.setCharAt(i, Character.toUpperCase(LOCAL.charAt(i)));
            }
        }
        return name.toString();
    }
}
