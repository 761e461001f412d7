/**
 * Answers that real upstreams once gave.
 *
 * <p>Files enter, in the forms in which WireMock, nock, VCR and betamax write them; a responder leaves. Read on the test's thread,
 * asked on the server's.
 */
@NullMarked
package dev.headrace.testkit.upstream.recording;

import org.jspecify.annotations.NullMarked;
