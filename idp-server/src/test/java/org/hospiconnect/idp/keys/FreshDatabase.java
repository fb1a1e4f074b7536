package org.hospiconnect.idp.keys;

import java.util.Map;
import java.util.UUID;
import org.flywaydb.core.Flyway;
import org.hospiconnect.idp.TestStores;
import org.hospiconnect.idp.value.DataSettings;
import org.hospiconnect.idp.value.Secrets;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;

/** A database of its own on the PostgreSQL of the test JVM: rings are the whole deployment's, and clocks are moved by months. */
public record FreshDatabase(DriverManagerDataSource source) {

    public static FreshDatabase made() {
        Map<String, Object> settings = TestStores.settings();
        String url = settings.getOrDefault("spring.datasource.url", "").toString();
        String name = "keys_" + UUID.randomUUID().toString().replace('-', '_');
        JdbcClient.create(source(settings, url)).sql("create database " + name).update();
        var fresh = source(settings, url.replaceFirst("(//[^/]+/)[^?]*", "$1" + name));
        Flyway.configure().dataSource(fresh).load().migrate();
        return new FreshDatabase(fresh);
    }

    private static DriverManagerDataSource source(Map<String, Object> settings, String url) {
        return new DriverManagerDataSource(
                url,
                settings.getOrDefault("spring.datasource.username", "").toString(),
                settings.getOrDefault("spring.datasource.password", "").toString());
    }

    /** Secrets of a server on it. */
    public DeploymentSecrets secrets() {
        var settings = KeyNode.settings();
        var wrapping = new KeyEncryptionKey(
                settings, new DataSettings(KeyNode.folder()), new Pkcs11Token(settings), new Secrets());
        return new DeploymentSecrets(jdbc(), wrapping, new Secrets());
    }

    public JdbcClient jdbc() {
        return JdbcClient.create(source);
    }

    public JdbcTransactionManager transactions() {
        return new JdbcTransactionManager(source);
    }
}
