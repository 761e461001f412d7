package dev.headrace.testkit.contract;

import dev.headrace.testkit.GoodCase;
import dev.headrace.testkit.trial.Ended;
import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RunningTrial;
import dev.headrace.testkit.trial.Said;
import dev.headrace.testkit.trial.Trial;
import dev.headrace.testkit.upstream.Reply;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs well and badly, with credentials that the upstream refuses, and looks through everything that is left and said. */
final class SecretsCheck implements Check {
    @Override
    public void of(Subject subject) {
        GoodCase good = subject.good();
        if (good.secrets().isEmpty()) {
            throw Subject.notApplicable(
                    "the good case has no secret(...); if the upstream knows credentials, give it one");
        }
        Leaks leaks = new Leaks(good.secrets().values());
        look(subject.trial(), leaks);
        Fault refused = Fault.onAll((request, healthy) ->
                Reply.json("{\"error\":\"who are you?\"}").withStatus(401).withHeader("WWW-Authenticate", "Bearer"));
        look(subject.trial().withoutRetries().with(refused), leaks);
        Subject.requireServed(refused, "with status 401");
    }

    private static void look(Trial trial, Leaks leaks) {
        try (trial;
                Said said = new Said();
                RunningTrial running = trial.start()) {
            Ended ended = running.await();
            hidden(
                    leaks,
                    "what the connector gave its logger",
                    ended.watch().logged().toString());
            hidden(leaks, "what was printed and logged", said.text());
            hidden(leaks, "the report", ended.report().toString());
            hidden(leaks, "the state", running.saidOfItself());
            for (Path file : trial.files()) {
                hidden(leaks, "the file " + trial.path().relativize(file), bytes(file));
            }
        }
    }

    private static void hidden(Leaks leaks, String where, String text) {
        if (leaks.in(text).isPresent()) {
            throw new ContractViolation(
                    "A secret is in %s.".formatted(where),
                    "call Secret.reveal() only where the value is sent; no secret belongs into messages, log lines, work items,"
                            + " cursors or records.");
        }
    }

    /** Any byte is a character in this charset, so that nothing of the file is lost. */
    private static String bytes(Path file) {
        try {
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
