package dev.headrace.engine.observe;

import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * One attempt at a request that is over.
 *
 * @param instance of the connector
 * @param method of HTTP
 * @param scheme {@code http} or {@code https}
 * @param host in lower case
 * @param port of the host
 * @param target where it went, without secrets; costs something to make
 * @param status of the answer; 0 for none
 * @param result what came of it: {@code ok}, {@code retried}, {@code failed}, {@code throttled} or {@code unchanged}
 * @param attempt at the same call, from 1 on; redirects count
 * @param bytes of the answer's body, as they came over the network
 * @param waited for its budgets
 * @param began when it was let go, by the run's clock
 * @param took from then to the last byte of the answer, or its failure
 */
public record RequestSeen(
        String instance,
        String method,
        String scheme,
        String host,
        int port,
        Supplier<String> target,
        int status,
        String result,
        int attempt,
        long bytes,
        Duration waited,
        Instant began,
        Duration took) {}
