package dev.headrace.engine.config;

import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.Limit;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * A run's configuration, complete and checked. Immutable; its text forms show no secret.
 *
 * @param file as it was named
 * @param state the file that keeps what was collected so far, absolute
 * @param output where records go
 * @param limits the limits that replace those of the same name that connectors declare; the whole limit is replaced
 * @param named those of the limits whose names stand somewhere among the options of the connectors, which may mean to be under them
 * @param connectors the instances by name, in the order of the file; at least one
 * @param warnings what is allowed and still worth a look
 * @param effective everything in force, one option a line, defaults marked; no secret and no value from the environment
 * @param redaction hides the secrets of this configuration in other texts
 */
public record RunConfig(
        String file,
        Path state,
        Output output,
        EngineOptions engine,
        ReportOptions report,
        Map<String, Limit> limits,
        Set<String> named,
        Map<String, ConnectorInstance> connectors,
        List<ConfigProblem> warnings,
        String effective,
        Redaction redaction) {

    /**
     * Warnings for limits in the file that nobody is under, most likely because of a slip in the name.
     *
     * @param declared the names of all limits that the connectors of this run declare
     */
    public List<ConfigProblem> unusedLimits(Collection<String> declared) {
        List<ConfigProblem> unused = new ArrayList<>();
        limits.forEach((name, limit) -> {
            if (!declared.contains(name) && !named.contains(name)) {
                unused.add(new ConfigProblem(
                        "limits." + name,
                        limit.source(),
                        "no connector of this run is under this limit." + NearMisses.question(name, declared)));
            }
        });
        return unused;
    }

    /** The same with one instance only, which is there. */
    public RunConfig only(String instance) {
        ConnectorInstance one = Objects.requireNonNull(connectors.get(instance), instance);
        return new RunConfig(
                file,
                state,
                output,
                engine,
                report,
                limits,
                named,
                Map.of(instance, one),
                warnings,
                effective,
                redaction);
    }

    /** Names only; {@link #effective} has the values. */
    @Override
    public String toString() {
        return "RunConfig[" + String.join(", ", connectors.keySet()) + " -> " + output.type() + "]";
    }
}
