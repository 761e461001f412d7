package dev.headrace.testkit.contract;

import dev.headrace.spi.ConfigProblem;
import dev.headrace.spi.ConfigSpec;
import dev.headrace.spi.ConfigSpec.Option;
import dev.headrace.testkit.trial.BadConfiguration;
import dev.headrace.testkit.trial.Trial;
import java.util.List;
import java.util.stream.Stream;

/** Every option gets values that its type allows and nobody means: the connector takes them, or says in words what is wrong. */
final class ConfigurationCheck implements Check {
    @Override
    public void of(Subject subject) {
        List<Option> options = subject.good().provider().configSpec().options();
        options.forEach(ConfigurationCheck::described);
        try (Trial trial = subject.trial()) {
            options.stream()
                    .filter(option -> !option.key().equals("base-url"))
                    .forEach(option -> strange("", option).forEach(assignment -> opens(trial, assignment)));
        }
    }

    /** A path and a value for it. */
    private record Assignment(String path, String value) {
        @Override
        public String toString() {
            return path + " = " + value;
        }
    }

    /** Those of a section for each of its options. */
    private static Stream<Assignment> strange(String prefix, Option option) {
        String path = prefix + option.key();
        ConfigSpec nested = option.nested();
        return option.type() == ConfigSpec.Type.SECTION && nested != null
                ? nested.options().stream().flatMap(inner -> strange(path + ".", inner))
                : strange(option).stream().map(value -> new Assignment(path, value));
    }

    private static void described(Option option) {
        if (option.description().isBlank()) {
            throw new ContractViolation(
                    "The option '%s' has no description.".formatted(option.key()),
                    "say in configSpec what it is for; headrace describe shows it.");
        }
    }

    private static List<String> strange(Option option) {
        return switch (option.type()) {
            case STRING -> option.allowed().isEmpty() ? List.of("\"\"", "\"%s {}|\\\\ \\u0000\"") : List.of();
            case INTEGER ->
                option.range() == null
                        ? List.of("-2147483648", "0", "2147483647")
                        : List.of(
                                Integer.toString(option.range().least()),
                                Integer.toString(option.range().most()));
            case DURATION -> List.of("0ms", "1000000d");
            case SIZE -> List.of("0B", "1000TiB");
            case STRING_LIST -> List.of("[]", "[\"\"]", "[\"%s {}|\\\\ \"]");
            case STRING_MAP -> List.of("{}", "{ \"\" = \"\" }");
            case BOOLEAN, URI, SECRET, SECTION, SECTIONS -> List.of();
        };
    }

    private static void opens(Trial trial, Assignment line) {
        BadConfiguration.Answer answer = BadConfiguration.open(trial, line.path(), line.value());
        answer.brokenBy().ifPresent(cause -> {
            throw new ContractViolation(
                    "With %s the connector cannot be opened, and says %s.".formatted(line, cause),
                    "narrow the option in configSpec (a range, a choice), or throw a ConfigException with"
                            + " config.problem(key, what is wrong and what to do).");
        });
        answer.problems().stream()
                .filter(ConfigurationCheck::isUnclear)
                .findFirst()
                .ifPresent(problem -> {
                    throw new ContractViolation(
                            "With %s the problem is said to be: %s".formatted(line, problem),
                            "say what is wrong and what to do, in a sentence about the option.");
                });
    }

    private static boolean isUnclear(ConfigProblem problem) {
        return problem.message().isBlank()
                || problem.message().contains("Exception")
                || problem.message().length() < 10;
    }
}
