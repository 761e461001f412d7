package dev.headrace.engine.config;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What is wrong with a file that is no HOCON, in words of our own: the library's messages quote what stands around the
 * mistake, which may be a secret.
 */
final class SyntaxAdvice {
    private record Advice(Pattern symptom, String text) {
        Advice(String symptom, String text) {
            this(Pattern.compile(symptom), text);
        }
    }

    private static final Pattern RESERVED = Pattern.compile("Reserved character '(.)'");

    /** The first that matches counts. */
    private static final List<Advice> ADVICE = List.of(
            new Advice("may not be followed by", "'=' or '{' is missing after the name of an option."),
            new Advice("end of file", "the file ends where a closing brace } or bracket ] is expected."),
            new Advice("unbalanced close brace", "this closing brace } closes nothing."),
            new Advice("triple-quoted string was still open", "a text in triple quotes is never closed."),
            new Advice("string quote was still open|unescaped", "a double quote is not closed on its line."),
            new Advice(
                    "Malformed hex|backslash|hex digits", "this is no escape; write \\\\ for a backslash in a text."),
            new Advice("Substitution \\$\\{ was not closed", "a substitution ${ is not closed with }."),
            new Advice(
                    "not followed by \\{", "'$' starts a substitution ${NAME}; put a text with '$' in double quotes."),
            new Advice("Expecting a value", "a value is missing here."),
            new Advice(
                    "Expecting close brace } or a field|a close parenthes|Expecting a field name",
                    "the name of an option is expected here."),
            new Advice(
                    "Expecting close brace|Expecting end of input",
                    "a comma or a new line is missing here, or double quotes around a text."),
            new Advice(
                    "List should",
                    "a comma or the closing bracket ] of a list is missing here, or double quotes around a text."),
            new Advice("include", "include takes a file name in double quotes."));

    private static final String UNKNOWN = "this is not HOCON; look for a missing quote, brace or comma.";

    private SyntaxAdvice() {}

    static String of(String libraryMessage) {
        Matcher reserved = RESERVED.matcher(libraryMessage);
        if (reserved.find()) {
            return "the character '%s' has a meaning here; put the text in double quotes.".formatted(reserved.group(1));
        }
        return ADVICE.stream()
                .filter(advice -> advice.symptom().matcher(libraryMessage).find())
                .findFirst()
                .map(Advice::text)
                .orElse(UNKNOWN);
    }
}
