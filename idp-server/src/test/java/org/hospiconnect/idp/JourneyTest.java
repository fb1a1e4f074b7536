package org.hospiconnect.idp;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.hospiconnect.idp.audit.WrittenCounts;
import org.springframework.boot.test.context.SpringBootTest;
import org.springframework.context.annotation.Import;
import org.springframework.test.context.ContextConfiguration;

/**
 * The whole identity provider over HTTP on the stores of the test JVM, with the demo people and a {@link MovableClock}.
 * {@code hospiconnect.address.issuer} is its address. One server for all classes that carry this annotation bare.
 */
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@Inherited
@SpringBootTest(
        webEnvironment = SpringBootTest.WebEnvironment.DEFINED_PORT,
        properties = {"spring.profiles.active=demo", "management.server.port=0", "spring.main.banner-mode=off"})
@ContextConfiguration(initializers = {TestStores.class, FreePort.class})
@Import({MovableClock.class, WrittenCounts.class})
public @interface JourneyTest {}
