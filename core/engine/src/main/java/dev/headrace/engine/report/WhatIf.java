package dev.headrace.engine.report;

import dev.headrace.engine.account.Phase;
import java.time.Duration;

/**
 * How long the run would have taken without one of its causes, everything else being as it was.
 *
 * @param connector the instance; where a limit is the cause, the one whose items waited for it longest
 * @param phase the cause: all time that the connector's items spend in it
 * @param limit the cause, instead, for {@link Phase#BUDGET}: all waiting for this limit, whoever waits; empty text otherwise
 * @param without what the run would have taken; never below what the other limits allow
 * @param cause for people, without a full stop: {@code jira waits for its budget jira (100 per 1m)}
 * @param advice what to try next, for people; empty text if there is nothing to say
 */
public record WhatIf(String connector, Phase phase, String limit, Duration without, String cause, String advice) {}
