package dev.headrace.connectors.rest;

import dev.headrace.spi.BodyDecoder;
import dev.headrace.spi.RecordReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.PushbackReader;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.DeserializationFeature;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.MappingIterator;
import tools.jackson.databind.ObjectMapper;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.cfg.JsonNodeFeature;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.dataformat.csv.CsvMapper;
import tools.jackson.dataformat.csv.CsvSchema;
import tools.jackson.dataformat.xml.XmlMapper;

/** What a body is. The mappers are made when the first body of their kind arrives. */
enum RestFormat {
    JSON {
        @Override
        Iterator<JsonNode> read(InputStream body, Charset charset, String records, char separator) {
            return RecordStream.ofJson(each(Mappers.JSON), Mappers.JSON.createParser(body), records);
        }

        @Override
        JsonNode decode(byte[] body, Charset charset, char separator) {
            return body.length == 0 ? Mappers.JSON.missingNode() : Mappers.JSON.readTree(body);
        }
    },
    /** One JSON value a line; they become an array. */
    NDJSON {
        @Override
        Iterator<JsonNode> read(InputStream body, Charset charset, String records, char separator) {
            return Mappers.JSON.readerFor(JsonNode.class).readValues(body);
        }

        @Override
        JsonNode decode(byte[] body, Charset charset, char separator) {
            try (MappingIterator<JsonNode> lines =
                    Mappers.JSON.readerFor(JsonNode.class).readValues(body)) {
                return array(lines);
            }
        }
    },
    /** RFC 4180 with a header line; the lines become an array of objects whose values are texts. */
    CSV {
        @Override
        Iterator<JsonNode> read(InputStream body, Charset charset, String records, char separator) {
            return Csv.MAPPER
                    .readerFor(JsonNode.class)
                    .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(separator))
                    .readValues(unmarked(new InputStreamReader(body, charset)));
        }

        @Override
        JsonNode decode(byte[] body, Charset charset, char separator) {
            String text = unmarked(new String(body, charset));
            try (MappingIterator<JsonNode> lines = Csv.MAPPER
                    .readerFor(JsonNode.class)
                    .with(CsvSchema.emptySchema().withHeader().withColumnSeparator(separator))
                    .readValues(text)) {
                return array(lines);
            }
        }
    },
    /** Elements become objects, repeated ones arrays, attributes fields; text beside them is the field with the empty name. */
    XML {
        @Override
        Iterator<JsonNode> read(InputStream body, Charset charset, String records, char separator) {
            return RecordStream.ofXml(each(Xml.MAPPER), Xml.MAPPER.createParser(body), records);
        }

        @Override
        JsonNode decode(byte[] body, Charset charset, char separator) {
            return Xml.MAPPER.readTree(body);
        }
    };

    private static final Pattern CHARSET = Pattern.compile("charset=\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);

    private static final String MARK = "\uFEFF";

    static List<String> names() {
        return Arrays.stream(values()).map(RestFormat::lower).toList();
    }

    static RestFormat named(String name) {
        return valueOf(name.toUpperCase(Locale.ROOT));
    }

    abstract JsonNode decode(byte[] body, Charset charset, char separator);

    abstract Iterator<JsonNode> read(InputStream body, Charset charset, String records, char separator);

    /**
     * @param records JSON Pointer to the records, for JSON and XML
     * @param separator what stands between two values, for CSV
     * @param mayMiss whether a body without them has no records, rather than being a failure
     */
    RecordReader reader(String records, char separator, boolean mayMiss) {
        return (body, contentType) -> {
            Iterator<JsonNode> read = read(body, charset(contentType), records, separator);
            return read instanceof RecordStream found ? found.at(records, mayMiss) : read;
        };
    }

    /** @param separator what stands between two values, for CSV */
    BodyDecoder decoder(char separator) {
        return (body, contentType) -> decode(body, charset(contentType), separator);
    }

    private String lower() {
        return name().toLowerCase(Locale.ROOT);
    }

    private static ArrayNode array(MappingIterator<JsonNode> elements) {
        ArrayNode array = Mappers.JSON.createArrayNode();
        elements.forEachRemaining(array::add);
        return array;
    }

    /** Reads one value where others follow. */
    private static ObjectReader each(ObjectMapper mapper) {
        return mapper.readerFor(JsonNode.class).without(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);
    }

    /** Without a byte order mark, which spreadsheets write and would belong to the first column's name. */
    private static String unmarked(String text) {
        return text.startsWith(MARK) ? text.substring(1) : text;
    }

    private static Reader unmarked(Reader text) {
        try {
            PushbackReader ahead = new PushbackReader(text);
            int first = ahead.read();
            if (first >= 0 && first != MARK.charAt(0)) {
                ahead.unread(first);
            }
            return ahead;
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static Charset charset(String contentType) {
        Matcher matcher = CHARSET.matcher(contentType);
        return matcher.find() && Charset.isSupported(matcher.group(1))
                ? Charset.forName(matcher.group(1))
                : StandardCharsets.UTF_8;
    }

    private static final class Mappers {
        // As the engine decodes JSON: numbers keep every digit that the upstream sent.
        static final JsonMapper JSON = JsonMapper.builder()
                .enable(DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
                .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
                .build();
    }

    private static final class Csv {
        static final CsvMapper MAPPER = new CsvMapper();
    }

    private static final class Xml {
        // Jackson's own factory switches DTDs and external entities off, so that a body can reach no file and no host.
        static final XmlMapper MAPPER = new XmlMapper();
    }
}
