package dev.headrace.engine.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.headrace.spi.Http;
import dev.headrace.spi.HttpCall;
import dev.headrace.spi.HttpFailure;
import dev.headrace.testkit.upstream.FakeUpstream;
import dev.headrace.testkit.upstream.Reply;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressGuardTest {
    private static final String METADATA = "http://169.254.169.254/latest/meta-data";

    @ParameterizedTest
    @CsvSource({
        "127.0.0.1, PRIVATE", "10.1.2.3, PRIVATE", "172.16.0.1, PRIVATE", "172.31.255.1, PRIVATE", "172.32.0.1, PUBLIC",
        "192.168.1.1, PRIVATE", "100.64.0.1, PRIVATE", "100.128.0.1, PUBLIC", "0.0.0.0, PRIVATE", "0.1.2.3, PRIVATE",
        "198.18.0.1, PRIVATE", "169.254.169.254, LINK", "224.0.0.1, LINK", "255.255.255.255, LINK", "8.8.8.8, PUBLIC",
        "::1, PRIVATE", "fe80::1, LINK", "fd00::1, PRIVATE", "2606:4700::1111, PUBLIC", "64:ff9b::a9fe:a9fe, LINK",
        "64:ff9b::0a00:0001, PRIVATE", "2002:c0a8:0101::1, PRIVATE", "::ffff:10.0.0.1, PRIVATE"
    })
    void everyAddressHasItsZone(String address, Zone zone) throws Exception {
        assertThat(Zone.of(InetAddress.getByName(address))).isEqualTo(zone);
    }

    @Test
    void aNameThatWasPublicIsRefusedWhenItIsRebound() throws Exception {
        AddressGuard guard = new AddressGuard(false, "api.test");
        Hop home = hop("http://api.test/");
        assertThat(guard.objection(home, addresses("8.8.8.8"))).isEmpty();
        assertThat(guard.objection(home, addresses("8.8.4.4", "10.0.0.1")))
                .hasValueSatisfying(why ->
                        assertThat(why).contains("api.test has the private address 10.0.0.1, and had another one"));
    }

    @Test
    void anInternalUpstreamIsReachedAndSoAreItsNeighbours() throws Exception {
        AddressGuard guard = new AddressGuard(false, "intranet.test");
        assertThat(guard.objection(hop("http://intranet.test/"), addresses("10.0.0.1")))
                .isEmpty();
        assertThat(guard.objection(hop("http://other.test/"), addresses("10.0.0.2")))
                .isEmpty();
        assertThat(guard.objection(hop(METADATA), addresses("169.254.169.254"))).isPresent();
    }

    @Test
    void aPublicUpstreamLeadsToNoPrivateAddressUnlessThatIsMeant() throws Exception {
        Hop inside = hop("http://inside.test/");
        AddressGuard guard = new AddressGuard(false, "api.test");
        assertThat(guard.objection(hop("http://api.test/"), addresses("8.8.8.8")))
                .isEmpty();
        assertThat(guard.objection(inside, addresses("10.0.0.1")))
                .hasValueSatisfying(why -> assertThat(why)
                        .contains("inside.test has the private address 10.0.0.1")
                        .contains("http.private-addresses = true"));
        assertThat(new AddressGuard(true, "api.test").objection(inside, addresses("10.0.0.1")))
                .isEmpty();
    }

    @Test
    void withoutABaseUrlRedirectsAreGuarded() throws Exception {
        AddressGuard guard = new AddressGuard(false, null);
        Hop first = hop("http://api.test/");
        assertThat(guard.objection(first, addresses("8.8.8.8"))).isEmpty();
        assertThat(guard.objection(first.redirected("GET", URI.create("http://in.test/")), addresses("10.0.0.1")))
                .isPresent();
    }

    @Test
    void theResolverHasTheLastWord() throws Exception {
        DnsCache names = new DnsCache(host -> addresses("10.0.0.1"), Runnable::run, new HandTicker());
        names.resolve("api.test", why -> {});
        assertThatThrownBy(() -> new GuardedNames(names, Set.of()).resolve("api.test"))
                .isInstanceOf(UnknownHostException.class)
                .hasMessageContaining("api.test has only private addresses now");
        assertThat(new GuardedNames(names, Set.of("api.test")).resolve("api.test"))
                .hasSize(1);
    }

    @Test
    void neitherARedirectNorALinkLeadsToTheMetadataOfACloud() throws Exception {
        try (FakeUpstream upstream = FakeUpstream.builder()
                        .route("/moved", Reply.redirect(302, METADATA))
                        .start();
                Network network = Network.open()) {
            Http http = network.http(upstream.uri());

            assertThat(Network.failure(http, "/moved"))
                    .hasMessageContaining("GET " + METADATA + " was not sent: 169.254.169.254 has the private address")
                    .extracting(HttpFailure::kind)
                    .isEqualTo(HttpFailure.Kind.REDIRECT);
            HttpFailure link = Network.failure(http, HttpCall.get(METADATA));
            assertThat(link.kind()).isEqualTo(HttpFailure.Kind.REFUSED);
            assertThat(link.mayRetry()).isFalse();
        }
    }

    @Test
    void aNameThatIsReboundWhileARunGoesOnIsRefused() throws Exception {
        AtomicInteger lookups = new AtomicInteger();
        HandTicker ticker = new HandTicker();
        DnsCache.Lookup rebinding = host -> addresses(lookups.getAndIncrement() == 0 ? "127.0.0.1" : "169.254.169.254");
        try (FakeUpstream upstream = FakeUpstream.answering(Reply.json("[]"));
                Network network = new Network(ticker, TransportSettings.defaults(), rebinding)) {
            Http http =
                    network.http(URI.create("http://api.test:" + upstream.uri().getPort()));
            assertThat(Network.reply(http, "/a").status()).isEqualTo(200);
            ticker.advance(Duration.ofMinutes(5));

            assertThat(Network.failure(http, "/b")).hasMessageContaining("api.test has the private address 169.254");
        }
    }

    private static Hop hop(String address) {
        return Hop.first(HttpCall.get(address), URI.create(address), null);
    }

    private static List<InetAddress> addresses(String... addresses) throws UnknownHostException {
        java.util.ArrayList<InetAddress> found = new java.util.ArrayList<>();
        for (String address : addresses) {
            found.add(InetAddress.getByName(address));
        }
        return found;
    }
}
