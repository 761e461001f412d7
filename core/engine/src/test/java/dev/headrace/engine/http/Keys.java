package dev.headrace.engine.http;

import dev.headrace.spi.Secret;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/** A key pair with a certificate that it signed itself, made by the JDK's keytool. */
final class Keys {
    private static final char[] PASSWORD = "not-a-secret".toCharArray();
    private final KeyStore store;

    private Keys(KeyStore store) {
        this.store = store;
    }

    static Keys made(Path directory, String name) throws Exception {
        Path file = directory.resolve(name + ".p12");
        String options = "-genkeypair -alias test -keyalg EC -validity 3650 -dname CN=" + name
                + " -ext SAN=IP:127.0.0.1 -storetype PKCS12 -storepass " + new String(PASSWORD) + " -keystore " + file;
        List<String> command = new ArrayList<>(List.of(options.split(" ")));
        command.add(
                0, Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        Process keytool = new ProcessBuilder(command).redirectErrorStream(true).start();
        String output = new String(keytool.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        if (keytool.waitFor() != 0) {
            throw new IllegalStateException("keytool failed: " + output);
        }
        KeyStore store = KeyStore.getInstance("PKCS12");
        try (InputStream in = Files.newInputStream(file)) {
            store.load(in, PASSWORD);
        }
        return new Keys(store);
    }

    Certificate certificate() throws Exception {
        return store.getCertificate("test");
    }

    /** The store itself, as the configuration reads it. */
    Secret armouredStore() throws Exception {
        ByteArrayOutputStream content = new ByteArrayOutputStream();
        store.store(content, PASSWORD);
        return pem("PKCS12", content.toByteArray());
    }

    static Secret password() {
        return Secret.of(new String(PASSWORD));
    }

    Secret certificatePem() throws Exception {
        return pem("CERTIFICATE", certificate().getEncoded());
    }

    Secret keyPem() throws Exception {
        return pem("PRIVATE KEY", store.getKey("test", PASSWORD).getEncoded());
    }

    /** Of a server that has this key, and trusts the given one in clients. */
    SSLContext context(Keys trusted) throws Exception {
        KeyManagerFactory own = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        own.init(store, PASSWORD);
        KeyStore others = KeyStore.getInstance("PKCS12");
        others.load(null, null);
        others.setCertificateEntry("client", trusted.certificate());
        TrustManagerFactory trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trust.init(others);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(own.getKeyManagers(), trust.getTrustManagers(), null);
        return context;
    }

    private static Secret pem(String type, byte[] content) throws IOException {
        String lines = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(content);
        return Secret.of("-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(type, lines, type));
    }
}
