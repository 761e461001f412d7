package dev.headrace.engine.store;

import org.jspecify.annotations.Nullable;

/**
 * What makes the next request for an address conditional (RFC 9110, 8.8). Kept when the scope that saw it is complete: until
 * then a "not modified" would hide what has not been collected.
 *
 * @param address of the request, without secrets
 * @param etag as the upstream sent it; {@code null} if it sent none
 * @param lastModified as the upstream sent it; {@code null} if it sent none
 */
public record Validators(
        String address, @Nullable String etag, @Nullable String lastModified) {}
