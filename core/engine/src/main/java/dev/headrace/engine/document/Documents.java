package dev.headrace.engine.document;

import dev.headrace.engine.report.RunDocument;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.util.function.UnaryOperator;
import java.util.zip.Deflater;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the document of a run. Stateless. */
public final class Documents {
    /** Additive changes only; a reader that knows this number can read all that has it. */
    static final int SCHEMA = 1;

    private static final JsonFactory FACTORY = new JsonFactory();

    private Documents() {}

    /**
     * The document, written as it is compressed: its text is never in memory as a whole.
     *
     * @param redact hides the secrets of the configuration in a text
     */
    public static RunDocument of(RunFacts facts, UnaryOperator<String> redact) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1 << 12);
        try (OutputStream compressed = new Quick(bytes);
                JsonGenerator out = FACTORY.createGenerator(ObjectWriteContext.empty(), compressed)) {
            Json json = new Json(out, redact);
            json.object(() -> {
                ReportPart.write(facts, json);
                BudgetPart.write(facts.budgets(), json);
                FindingPart.write(facts.report(), json);
                RecordingPart.write(facts.recording(), json);
            });
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return new RunDocument(facts.id(), bytes.toByteArray());
    }

    /** Half the usual effort: a run waits for it, and the columns compress well in any case. */
    private static final class Quick extends GZIPOutputStream {
        Quick(OutputStream to) throws IOException {
            super(to, 1 << 15);
            def.setLevel(Deflater.BEST_SPEED);
        }
    }
}
