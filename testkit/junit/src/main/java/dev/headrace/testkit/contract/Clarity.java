package dev.headrace.testkit.contract;

import dev.headrace.engine.report.FailedItem;
import java.util.regex.Pattern;

/** Whether a failure says what the upstream did, or only where the connector fell over it. Stateless. */
final class Clarity {
    /** The engine puts the class in front of what no connector throws on purpose. */
    private static final Pattern DEFECT = Pattern.compile("^[\\w.$]+(Exception|Error|Throwable)\\b.*", Pattern.DOTALL);

    private Clarity() {}

    static boolean isDefect(FailedItem item) {
        return DEFECT.matcher(item.cause()).matches();
    }
}
