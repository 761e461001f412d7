package dev.headrace.engine.corpus.acts;

import static dev.headrace.engine.corpus.Stage.use;
import static java.nio.charset.StandardCharsets.UTF_8;

import dev.headrace.engine.corpus.Acts;
import java.io.IOException;
import java.net.URI;
import java.net.URL;
import java.net.URLClassLoader;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.sql.Driver;
import java.util.ServiceLoader;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Future;
import java.util.logging.Level;
import java.util.logging.Logger;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import okhttp3.Call;
import okhttp3.Callback;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import okhttp3.Response;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.async.methods.SimpleHttpResponse;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.slf4j.LoggerFactory;
import tools.jackson.databind.json.JsonMapper;

/** Libraries and corners of the JDK that do not block, or whose blocking is allowed. Stateless. */
final class HarmlessLibraries {
    private HarmlessLibraries() {}

    static void addTo(Acts acts) {
        asynchronousClients(acts);
        loading(acts);
        telling(acts);
        data(acts);
    }

    private static void asynchronousClients(Acts acts) {
        acts.harmless("HttpClient.sendAsync", stage -> {
            HttpRequest request =
                    HttpRequest.newBuilder(Upstream.answeringAtOnce(stage)).build();
            HttpClient client = HttpClient.newHttpClient();
            CompletableFuture<Void> answered = new CompletableFuture<>();
            stage.afterwards(answered::get);
            return () -> use(client.sendAsync(request, BodyHandlers.ofString())
                    .whenComplete((answer, failure) -> answered.complete(null)));
        });
        acts.harmless("OkHttp enqueue", stage -> {
            Request request = new Request.Builder()
                    .url(Upstream.answeringAtOnce(stage).toURL())
                    .build();
            OkHttpClient client = new OkHttpClient();
            Answer answer = new Answer();
            stage.afterwards(answer.there::get);
            return () -> client.newCall(request).enqueue(answer);
        });
        acts.harmless("Apache asynchronous execute", stage -> {
            URI uri = Upstream.answeringAtOnce(stage);
            CloseableHttpAsyncClient client = stage.closing(HttpAsyncClients.createDefault());
            client.start();
            CompletableFuture<Future<SimpleHttpResponse>> answer = new CompletableFuture<>();
            stage.afterwards(() -> answer.get().get());
            return () -> answer.complete(client.execute(SimpleHttpRequest.create("GET", uri), null));
        });
    }

    private static void loading(Acts acts) {
        acts.harmless("loading a class", stage -> {
            URL code = HarmlessLibraries.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation();
            URLClassLoader loader = stage.closing(new URLClassLoader(new URL[] {code}, null));
            return () -> loader.loadClass("dev.headrace.engine.corpus.library.Signing");
        });
        acts.harmless(
                "ServiceLoader", stage -> () -> ServiceLoader.load(Driver.class).findFirst());
    }

    private static void telling(Acts acts) {
        acts.harmless(
                "Throwable.printStackTrace",
                stage -> () -> new IllegalStateException("printed by the corpus").printStackTrace());
        acts.harmless("System.out.println", stage -> () -> System.out.println("printed by the corpus"));
        acts.harmless("java.util.logging", stage -> {
            Logger logger = Logger.getLogger("corpus");
            return () -> logger.log(Level.INFO, "logged by the corpus");
        });
        acts.harmless("SLF4J", stage -> {
            org.slf4j.Logger logger = LoggerFactory.getLogger("corpus");
            return () -> logger.info("logged by the corpus");
        });
    }

    private static void data(Acts acts) {
        acts.harmless("Jackson", stage -> {
            byte[] json = ("[" + "{\"page\": 7},".repeat(200) + "{}]").getBytes(UTF_8);
            JsonMapper mapper = JsonMapper.builder().build();
            return () -> mapper.readTree(json);
        });
        acts.harmless("HMAC", stage -> () -> {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(new byte[] {1}, "HmacSHA256"));
            mac.doFinal(new byte[100]);
        });
        acts.harmless("handing blocking work to a pool", stage -> {
            ExecutorService pool = stage.pool();
            return () -> pool.execute(stage::awaitEnd);
        });
    }

    /** Notes that an answer came. */
    private static final class Answer implements Callback {
        private final CompletableFuture<Void> there = new CompletableFuture<>();

        @Override
        public void onFailure(Call call, IOException failure) {
            there.completeExceptionally(failure);
        }

        @Override
        public void onResponse(Call call, Response response) {
            response.close();
            there.complete(null);
        }
    }
}
