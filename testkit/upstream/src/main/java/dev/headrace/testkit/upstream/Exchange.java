package dev.headrace.testkit.upstream;

/**
 * One request and what was decided about it, at its arrival.
 *
 * @param request what arrived, and when
 * @param status the status of the answer; for a reply that never comes or is replaced by a fault, the one it would have had
 * @param throttled whether a {@link StrictLimit} refused the request
 */
public record Exchange(ReceivedRequest request, int status, boolean throttled) {}
