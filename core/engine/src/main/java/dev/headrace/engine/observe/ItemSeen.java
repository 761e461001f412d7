package dev.headrace.engine.observe;

import java.time.Instant;
import java.util.function.Supplier;

/**
 * An attempt at a work item.
 *
 * @param instance of the connector
 * @param stream the item's kind
 * @param text the item for people, without secrets; costs something to make
 * @param attempt from 1 on
 * @param began by the run's clock
 */
public record ItemSeen(String instance, String stream, Supplier<String> text, int attempt, Instant began) {}
