package dev.headrace.engine.run;

import dev.headrace.engine.document.RunFacts;

/**
 * What is kept of a run.
 *
 * @param headrace the version that runs it
 * @param configuration what it runs with
 * @param documents of how many runs the state keeps the whole document
 */
public record KeepSettings(String headrace, RunFacts.Configuration configuration, int documents) {}
