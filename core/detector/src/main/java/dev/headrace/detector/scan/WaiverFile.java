package dev.headrace.detector.scan;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * A file of waivers, one a line: {@code com.acme.Signer.sign = reads its key once an hour, 2 ms}. Lines that are empty or begin with
 * {@code #} are left out.
 */
final class WaiverFile {
    private WaiverFile() {}

    /** @throws ScanException with every line that has no target or no reason */
    static List<Waiver> read(Path file) {
        List<Waiver> waivers = new ArrayList<>();
        List<String> wrong = new ArrayList<>();
        List<String> lines = lines(file);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i).strip();
            if (line.isEmpty() || line.startsWith("#")) {
                continue;
            }
            String place = "%s:%d".formatted(file.getFileName(), i + 1);
            int equals = line.indexOf('=');
            String target = equals < 0 ? line : line.substring(0, equals).strip();
            String reason = equals < 0 ? "" : line.substring(equals + 1).strip();
            if (target.isEmpty() || reason.isEmpty()) {
                wrong.add("%s: '%s' has no %s; write TYPE.METHOD = REASON"
                        .formatted(place, line, target.isEmpty() ? "target" : "reason"));
            } else {
                waivers.add(new Waiver(target, reason, place));
            }
        }
        if (!wrong.isEmpty()) {
            throw new ScanException(String.join(System.lineSeparator(), wrong));
        }
        return waivers;
    }

    private static List<String> lines(Path file) {
        try {
            return Files.readAllLines(file);
        } catch (IOException e) {
            throw new ScanException("The file of waivers '%s' cannot be read: %s".formatted(file, e), e);
        }
    }
}
