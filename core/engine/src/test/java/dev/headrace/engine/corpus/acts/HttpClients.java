package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.NETWORK;
import static dev.headrace.detector.Verdict.WAIT;

import dev.headrace.engine.corpus.Acts;
import java.net.HttpURLConnection;
import java.net.URI;
import java.net.URL;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import okhttp3.OkHttpClient;
import okhttp3.Request;
import org.apache.hc.client5.http.async.methods.SimpleHttpRequest;
import org.apache.hc.client5.http.classic.methods.HttpGet;
import org.apache.hc.client5.http.impl.async.CloseableHttpAsyncClient;
import org.apache.hc.client5.http.impl.async.HttpAsyncClients;
import org.apache.hc.client5.http.impl.classic.CloseableHttpClient;
import org.apache.hc.client5.http.impl.classic.HttpClientBuilder;

/** HTTP clients that wait for the answer. Stateless. */
final class HttpClients {
    private HttpClients() {}

    static void addTo(Acts acts) {
        ofTheJdk(acts);
        ofOthers(acts);
    }

    private static void ofTheJdk(Acts acts) {
        acts.blocking("HttpURLConnection", NETWORK, stage -> {
            URL url = Upstream.answeringAfterwards(stage).toURL();
            return () -> ((HttpURLConnection) url.openConnection()).getResponseCode();
        });
        acts.blocking("URL.openStream", NETWORK, stage -> {
            URL url = Upstream.answeringAfterwards(stage).toURL();
            return () -> url.openStream().close();
        });
        acts.blocking("HttpClient.send", WAIT, stage -> {
            HttpRequest request =
                    HttpRequest.newBuilder(Upstream.answeringAfterwards(stage)).build();
            HttpClient client = HttpClient.newHttpClient();
            return () -> client.send(request, BodyHandlers.ofString());
        });
        acts.blocking("HttpClient.sendAsync and join", WAIT, stage -> {
            HttpRequest request =
                    HttpRequest.newBuilder(Upstream.answeringAfterwards(stage)).build();
            HttpClient client = HttpClient.newHttpClient();
            return () -> client.sendAsync(request, BodyHandlers.ofString()).join();
        });
    }

    private static void ofOthers(Acts acts) {
        acts.blocking("OkHttp execute", NETWORK, stage -> {
            Request request = new Request.Builder()
                    .url(Upstream.answeringAfterwards(stage).toURL())
                    .build();
            OkHttpClient client = new OkHttpClient();
            return () -> client.newCall(request).execute().close();
        });
        acts.blocking("Apache HttpClient execute", NETWORK, stage -> {
            HttpGet request = new HttpGet(Upstream.answeringAfterwards(stage));
            CloseableHttpClient client =
                    stage.closing(HttpClientBuilder.create().build());
            return () -> client.execute(request, response -> response.getCode());
        });
        acts.blocking("Apache asynchronous execute and get", WAIT, stage -> {
            URI uri = Upstream.answeringAfterwards(stage);
            CloseableHttpAsyncClient client = stage.closing(HttpAsyncClients.createDefault());
            client.start();
            return () ->
                    client.execute(SimpleHttpRequest.create("GET", uri), null).get();
        });
    }
}
