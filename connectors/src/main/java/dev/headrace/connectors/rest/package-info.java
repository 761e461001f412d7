/**
 * Any JSON, NDJSON, CSV or XML API from configuration alone. In: the description of its streams. Out: their records. Runs on the
 * strand of its instance; bodies are decoded on the engine's carriers.
 */
@NullMarked
package dev.headrace.connectors.rest;

import org.jspecify.annotations.NullMarked;
