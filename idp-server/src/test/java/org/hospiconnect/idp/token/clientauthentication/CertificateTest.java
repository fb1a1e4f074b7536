package org.hospiconnect.idp.token.clientauthentication;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hospiconnect.idp.FreePort;
import org.hospiconnect.idp.MachinePort;
import org.hospiconnect.idp.MovableClock;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.token.ProviderFixture;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/** A server with a listener for certificates, a known authority and a declared proxy: one for all classes that carry this. */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(
        initializers = {TestStores.class, FreePort.class, MachinePort.class, CertificateFixture.KnownAuthority.class})
@Import({MovableClock.class, ProviderFixture.class, CertificateFixture.class})
public @interface CertificateTest {}
