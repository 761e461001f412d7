package dev.headrace.testkit.contract;

import dev.headrace.spi.CollectedRecord;
import dev.headrace.spi.StreamSchema;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Records are what the connector says they are, and it says nothing that no record shows. */
final class SchemaCheck implements Check {
    /** More would not be read. */
    private static final int SHOWN = 5;

    @Override
    public void of(Subject subject) {
        Survey survey = subject.healthySurvey();
        Map<String, StreamSchema> streams = subject.good().provider().info().streams();
        if (streams.values().stream().noneMatch(StreamSchema::isDocumented)) {
            throw Subject.notApplicable("the provider documents no fields; ConnectorInfo.stream takes a StreamSchema");
        }
        List<CollectedRecord> records = survey.given();
        requireNone(
                undeclared(records, streams),
                "Records are of streams that info() does not name",
                "name them with ConnectorInfo.stream(...).");
        requireNone(
                records.stream()
                        .flatMap(record -> problems(record, streams.get(record.stream())).stream())
                        .toList(),
                "Records are not as they are documented",
                "emit what info() says, or correct it: optional(...) is for fields that some records do not have.");
        requireNone(
                unseen(records, streams),
                "No record of the good case shows what is documented",
                "let goodCase() answer with a record that has it, or leave it out of info().");
    }

    private static List<String> problems(CollectedRecord record, @Nullable StreamSchema schema) {
        return schema == null ? List.of() : schema.problems(record);
    }

    private static List<String> undeclared(List<CollectedRecord> records, Map<String, StreamSchema> streams) {
        return records.stream()
                .map(CollectedRecord::stream)
                .filter(stream -> !streams.containsKey(stream))
                .distinct()
                .toList();
    }

    private static List<String> unseen(List<CollectedRecord> records, Map<String, StreamSchema> streams) {
        return streams.entrySet().stream()
                .flatMap(stream -> stream.getValue().fields().stream()
                        .filter(field -> records.stream()
                                .filter(record -> record.stream().equals(stream.getKey()))
                                .map(record -> field.of(record.data()))
                                .allMatch(value -> value.isMissingNode() || value.isNull()))
                        .map(field -> stream.getKey() + " " + field.pointer()))
                .toList();
    }

    private static void requireNone(List<String> found, String seen, String advice) {
        if (!found.isEmpty()) {
            String more = found.size() > SHOWN ? "; and %d more".formatted(found.size() - SHOWN) : "";
            throw new ContractViolation(
                    "%s: %s%s".formatted(seen, found.stream().limit(SHOWN).collect(Collectors.joining("; ")), more),
                    advice);
        }
    }
}
