/**
 * Finds in class files, without running them, what a connector may not do: block its strand, own threads or clients, drop a stage.
 *
 * <p>Jars and directories enter, a {@link dev.headrace.detector.scan.ScanReport} leaves. Nothing of what is read is loaded or run;
 * everything happens on the thread that calls {@link dev.headrace.detector.scan.BlockingScan#run}.
 */
@NullMarked
package dev.headrace.detector.scan;

import org.jspecify.annotations.NullMarked;
