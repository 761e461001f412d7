package dev.headrace.runner.serve;

import dev.headrace.engine.report.Timing;
import dev.headrace.spi.ConfigException;
import dev.headrace.spi.ConfigProblem;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * When which instance is due. Immutable.
 *
 * @param schedules of the instances that are ever due, in the order of the file
 * @param unscheduled the others: what to say of them
 */
public record Timetable(Map<String, Schedule> schedules, List<ConfigProblem> unscheduled) {
    /**
     * Makes a timetable of what the configuration says.
     *
     * @throws ConfigException with every cron expression that cannot be read
     */
    public static Timetable of(Map<String, Timing> timings) {
        Map<String, Schedule> schedules = new LinkedHashMap<>();
        List<ConfigProblem> unscheduled = new ArrayList<>();
        List<ConfigProblem> problems = new ArrayList<>();
        timings.forEach((instance, timing) -> {
            if (timing.every().isPresent()) {
                schedules.put(instance, new Every(timing.every().get()));
            } else if (timing.cron().isPresent()) {
                cron(instance, timing, schedules, problems);
            } else {
                unscheduled.add(timing.problem("is not scheduled, so 'headrace serve' does not collect it; give it"
                        + " every = 15m or cron = \"0 3 * * *\", or all of them serve { every = 15m }."));
            }
        });
        if (!problems.isEmpty()) {
            throw new ConfigException(problems.stream().distinct().toList());
        }
        return new Timetable(schedules, List.copyOf(unscheduled));
    }

    private static void cron(
            String instance, Timing timing, Map<String, Schedule> schedules, List<ConfigProblem> problems) {
        String expression = timing.cron().orElseThrow();
        try {
            schedules.put(instance, Cron.of(expression, timing.zone()));
        } catch (IllegalArgumentException unreadable) {
            String why =
                    String.valueOf(unreadable.getMessage()).replaceFirst("^Failed to parse cron expression\\. ", "");
            problems.add(timing.problem(
                    "'%s' is no cron expression: %s. Write minute, hour, day of the month, month and day of the week, for example \"0 3 * * *\"."
                            .formatted(expression, why)));
        }
    }
}
