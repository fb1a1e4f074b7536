package org.hospiconnect.idp;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.hospiconnect.idp.value.AddressSettings;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** Whose address throttles and trail see, with and without a declared proxy. */
class ProxyJourneyTest {

    private static final int FAILURES_BEFORE_BLOCK = 10;
    private static final String WIDE_LIMIT = "hospiconnect.enrolment.failures-of-address=" + FAILURES_BEFORE_BLOCK;
    private static final String PROXY = "127.0.0.1";
    private static final String STRANGER = "127.0.0.2";

    private record Caller(AddressSettings address, JdbcClient jdbc, WrittenCounts counts) {

        /** Types a wrong activation code, from a local address, with what a proxy would add. */
        int typeWrongCode(String from, String forwardedFor) throws IOException, InterruptedException {
            try (var http = HttpClient.newBuilder()
                    .localAddress(InetAddress.getByName(from))
                    .build()) {
                URI page = URI.create(address.page("/enrol").replace("localhost", "127.0.0.1"));
                var request = HttpRequest.newBuilder(page)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .header("Origin", address.issuer().toString())
                        .header("X-Forwarded-For", forwardedFor)
                        .POST(HttpRequest.BodyPublishers.ofString("code=AAAAA-AAAAA-AAAAA"))
                        .build();
                return http.send(request, BodyHandlers.discarding()).statusCode();
            }
        }

        long counted(String source) {
            return counts.sql("select coalesce(sum(refused), 0) from refusal_counts where source = :source")
                    .param("source", source)
                    .query(Long.class)
                    .single();
        }

        void forget() {
            jdbc.sql("delete from activation_failures").update();
        }
    }

    @Nested
    @JourneyTest
    @TestPropertySource(properties = WIDE_LIMIT)
    @DirtiesContext
    class AsItComes {

        private final Caller caller;

        @Autowired
        AsItComes(AddressSettings address, JdbcClient jdbc, WrittenCounts counts) {
            caller = new Caller(address, jdbc, counts);
        }

        @AfterEach
        void forget() {
            caller.forget();
        }

        @Test
        @Requirement("HC-PROXY")
        void the_header_is_not_read_and_buys_no_more_tries() throws Exception {
            long before = caller.counted(STRANGER);
            for (int i = 0; i < FAILURES_BEFORE_BLOCK; i++) {
                assertThat(caller.typeWrongCode(STRANGER, "198.51.100." + i)).isEqualTo(403);
            }

            assertThat(caller.typeWrongCode(STRANGER, "198.51.100.99")).isEqualTo(429);
            assertThat(caller.counted(STRANGER) - before).isEqualTo(FAILURES_BEFORE_BLOCK + 1);
        }
    }

    @Nested
    @JourneyTest
    @TestPropertySource(properties = "server.forward-headers-strategy=native")
    @DirtiesContext
    class WithoutAnyDeclaredProxy {

        private final Caller caller;

        @Autowired
        WithoutAnyDeclaredProxy(AddressSettings address, JdbcClient jdbc, WrittenCounts counts) {
            caller = new Caller(address, jdbc, counts);
        }

        @AfterEach
        void forget() {
            caller.forget();
        }

        @Test
        @Requirement("HC-PROXY")
        void a_private_address_is_no_proxy_because_it_is_private() throws Exception {
            long before = caller.counted(PROXY);

            caller.typeWrongCode(PROXY, "198.51.100.10");

            assertThat(caller.counted(PROXY) - before).isEqualTo(1);
            assertThat(caller.counted("198.51.100.10")).isZero();
        }
    }

    @Nested
    @JourneyTest
    @TestPropertySource(
            properties = {
                WIDE_LIMIT,
                "server.forward-headers-strategy=native",
                "server.tomcat.remoteip.internal-proxies=" + PROXY + "/32"
            })
    @DirtiesContext
    class BehindADeclaredProxy {

        private final Caller caller;

        @Autowired
        BehindADeclaredProxy(AddressSettings address, JdbcClient jdbc, WrittenCounts counts) {
            caller = new Caller(address, jdbc, counts);
        }

        @AfterEach
        void forget() {
            caller.forget();
        }

        @Test
        @Requirement("HC-PROXY")
        void each_client_has_its_own_tries_and_what_it_writes_before_the_proxy_does_not_count() throws Exception {
            String client = "198.51.100.7";
            long before = caller.counted(client);
            for (int i = 0; i < FAILURES_BEFORE_BLOCK; i++) {
                assertThat(caller.typeWrongCode(PROXY, "203.0.113." + i + ", " + client))
                        .isEqualTo(403);
            }

            assertThat(caller.typeWrongCode(PROXY, client)).isEqualTo(429);
            assertThat(caller.typeWrongCode(PROXY, "198.51.100.8")).isEqualTo(403);
            assertThat(caller.counted(client) - before).isEqualTo(FAILURES_BEFORE_BLOCK + 1);
        }

        @Test
        @Requirement("HC-PROXY")
        void a_peer_that_is_not_declared_speaks_for_itself_alone() throws Exception {
            long before = caller.counted(STRANGER);

            caller.typeWrongCode(STRANGER, "198.51.100.9");

            assertThat(caller.counted(STRANGER) - before).isEqualTo(1);
            assertThat(caller.counted("198.51.100.9")).isZero();
        }
    }
}
