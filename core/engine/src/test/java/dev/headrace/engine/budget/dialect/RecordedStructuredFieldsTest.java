package dev.headrace.engine.budget.dialect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.headrace.engine.budget.dialect.BareItems.Bytes;
import dev.headrace.engine.budget.dialect.BareItems.Token;
import dev.headrace.engine.budget.dialect.StructuredFields.Member;
import java.io.IOException;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** The HTTP working group's vectors for structured fields, which lie beside the repository under their own licence. */
@Tag("recorded")
class RecordedStructuredFieldsTest {
    private static final JsonMapper MAPPER = new JsonMapper();

    static List<Named<JsonNode>> vectors() throws IOException {
        if (!Files.isDirectory(directory())) {
            return List.of(Named.of("none", MAPPER.createObjectNode()));
        }
        List<Named<JsonNode>> vectors = new ArrayList<>();
        try (Stream<Path> files = Files.list(directory())) {
            for (Path file : files.filter(name -> name.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                for (JsonNode vector : MAPPER.readTree(Files.readAllBytes(file)).values()) {
                    vectors.add(Named.of(
                            file.getFileName() + ": " + vector.path("name").asString(), vector));
                }
            }
        }
        return vectors;
    }

    /** Beside the repository's root, which is two above the module in which tests run, or where the property says. */
    private static Path directory() {
        Path root = Path.of("").toAbsolutePath().getParent().getParent();
        return Path.of(System.getProperty(
                "headrace.recordings.structured-fields",
                root.resolve("../shared/recordings/structured-fields")
                        .normalize()
                        .toString()));
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void isReadAsTheWorkingGroupSays(JsonNode vector) throws Malformed {
        String reason = "SKIPPED RecordedStructuredFieldsTest: there are no vectors in " + directory();
        if (vector.isEmpty()) {
            System.out.println(reason);
        }
        assumeTrue(!vector.isEmpty(), reason);
        String text = String.join(
                ", ",
                vector.path("raw").values().stream().map(JsonNode::asString).toList());
        String type = vector.path("header_type").asString();
        if (vector.path("must_fail").asBoolean(false)) {
            assertThatThrownBy(() -> parse(type, text)).isInstanceOf(Malformed.class);
        } else if (!vector.path("can_fail").asBoolean(false)) {
            assertThat(parse(type, text))
                    .usingRecursiveComparison()
                    .withComparatorForType(BigDecimal::compareTo, BigDecimal.class)
                    .isEqualTo(expected(type, vector.path("expected")));
        }
    }

    private static Object parse(String type, String text) throws Malformed {
        return switch (type) {
            case "item" -> StructuredFields.item(text);
            case "list" -> StructuredFields.list(text);
            default -> StructuredFields.dictionary(text);
        };
    }

    private static Object expected(String type, JsonNode expected) {
        return switch (type) {
            case "item" -> member(expected);
            case "list" -> members(expected);
            default -> {
                Map<String, Member> members = new LinkedHashMap<>();
                expected.values().forEach(pair -> members.put(pair.get(0).asString(), member(pair.get(1))));
                yield members;
            }
        };
    }

    private static List<Member> members(JsonNode list) {
        return list.values().stream().map(RecordedStructuredFieldsTest::member).toList();
    }

    private static Member member(JsonNode pair) {
        Map<String, Object> parameters = new LinkedHashMap<>();
        pair.get(1).values().forEach(entry -> parameters.put(entry.get(0).asString(), value(entry.get(1))));
        JsonNode value = pair.get(0);
        return new Member(value.isArray() ? members(value) : value(value), parameters);
    }

    private static Object value(JsonNode value) {
        if (value.isObject()) {
            String text = value.path("value").asString();
            return value.path("__type").asString().equals("binary") ? bytes(text) : new Token(text);
        }
        if (value.isString()) {
            return value.asString();
        }
        return value.isBoolean() ? (Object) value.asBoolean() : number(value);
    }

    /** The vectors have them in base 32, which is five bits a letter. */
    private static Bytes bytes(String base32) {
        String letters = base32.replace("=", "");
        BigInteger bits = BigInteger.ZERO;
        for (int i = 0; i < letters.length(); i++) {
            char letter = letters.charAt(i);
            int digit = letter >= 'A' ? letter - 'A' : letter - '2' + 26;
            bits = bits.shiftLeft(5).or(BigInteger.valueOf(digit));
        }
        byte[] whole = bits.shiftRight(letters.length() * 5 % 8).toByteArray();
        // A number has a byte for its sign if the first bit is set.
        int sign = whole[0] == 0 ? 1 : 0;
        return new Bytes(Base64.getEncoder().encodeToString(Arrays.copyOfRange(whole, sign, whole.length)));
    }

    private static Object number(JsonNode value) {
        return value.isIntegralNumber() ? (Object) value.longValue() : new BigDecimal(value.toString());
    }
}
