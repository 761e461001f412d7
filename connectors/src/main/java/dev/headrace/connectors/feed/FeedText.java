package dev.headrace.connectors.feed;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A feed's bytes as text, and its usual mistakes. Stateless. */
final class FeedText {
    private static final Charset UTF_32 = Charset.forName("UTF-32BE");
    private static final Pattern DECLARATION = Pattern.compile("<\\?xml\\s[^>]*\\?>");
    private static final Pattern DECLARED =
            Pattern.compile("<\\?xml[^>]*encoding\\s*=\\s*[\"']([A-Za-z0-9._:-]+)[\"']");
    private static final Pattern CHARSET = Pattern.compile("charset\\s*=\\s*\"?([^\";\\s]+)", Pattern.CASE_INSENSITIVE);
    private static final Pattern DOCTYPE =
            Pattern.compile("<!DOCTYPE[^>\\[]*(\\[.*?\\]\\s*)?>", Pattern.CASE_INSENSITIVE | Pattern.DOTALL);
    // XML 1.0, 2.2: no other character is allowed, not even as a reference.
    private static final Pattern NO_CHARACTER =
            Pattern.compile("[^\\t\\n\\r\\x20-\\x{D7FF}\\x{E000}-\\x{FFFD}\\x{10000}-\\x{10FFFF}]");
    // CDATA comes first so that its ampersands are left alone.
    private static final Pattern AMPERSAND = Pattern.compile(
            "<!\\[CDATA\\[.*?\\]\\]>|&(?:#[0-9]{1,7};|#x[0-9a-fA-F]{1,6};|(?:amp|lt|gt|quot|apos);)|&(?:([A-Za-z]{2,8});)?",
            Pattern.DOTALL);
    // The entities of HTML from U+00A0 on, in their order.
    private static final String LATIN =
            "nbsp iexcl cent pound curren yen brvbar sect uml copy ordf laquo not shy reg macr deg plusmn"
                    + " sup2 sup3 acute micro para middot cedil sup1 ordm raquo frac14 frac12 frac34 iquest Agrave Aacute Acirc Atilde Auml"
                    + " Aring AElig Ccedil Egrave Eacute Ecirc Euml Igrave Iacute Icirc Iuml ETH Ntilde Ograve Oacute Ocirc Otilde Ouml times"
                    + " Oslash Ugrave Uacute Ucirc Uuml Yacute THORN szlig agrave aacute acirc atilde auml aring aelig ccedil egrave eacute"
                    + " ecirc euml igrave iacute icirc iuml eth ntilde ograve oacute ocirc otilde ouml divide oslash ugrave uacute ucirc"
                    + " uuml yacute thorn yuml";
    private static final Map<String, String> ENTITIES = entities();

    private FeedText() {}

    private static Map<String, String> entities() {
        Map<String, String> entities = new HashMap<>(Map.of(
                "ndash", "\u2013", "mdash", "\u2014", "lsquo", "\u2018", "rsquo", "\u2019", "ldquo", "\u201c", "rdquo",
                "\u201d", "bull", "\u2022", "hellip", "\u2026", "euro", "\u20ac", "trade", "\u2122"));
        int character = 0xA0;
        for (String name : LATIN.split(" ", -1)) {
            entities.put(name, Character.toString(character++));
        }
        return entities;
    }

    /** By the mark at the beginning, what the server says, what the document says, and UTF-8, in this order (RFC 7303, 3). */
    static String of(byte[] body, String contentType) {
        Charset charset = marked(body)
                .or(() -> found(CHARSET, contentType))
                .or(() -> found(DECLARED, new String(body, 0, Math.min(body.length, 256), StandardCharsets.ISO_8859_1)))
                .orElse(StandardCharsets.UTF_8);
        String text = new String(body, charset);
        return text.startsWith("\ufeff") ? text.substring(1) : text;
    }

    private static Optional<Charset> marked(byte[] body) {
        if (body.length > 3 && body[0] == 0 && body[1] == 0) {
            return Optional.of(UTF_32);
        }
        int first = body.length < 2 ? 0 : (body[0] & 0xFF) << 8 | body[1] & 0xFF;
        return switch (first) {
            case 0xEFBB -> Optional.of(StandardCharsets.UTF_8);
            case 0xFEFF, 0x003C -> Optional.of(StandardCharsets.UTF_16BE);
            case 0xFFFE, 0x3C00 -> Optional.of(StandardCharsets.UTF_16LE);
            default -> Optional.empty();
        };
    }

    private static Optional<Charset> found(Pattern pattern, String text) {
        Matcher matcher = pattern.matcher(text);
        try {
            return matcher.find() ? Optional.of(Charset.forName(matcher.group(1))) : Optional.empty();
        } catch (IllegalArgumentException unknown) {
            return Optional.empty();
        }
    }

    /** Without declaration and document type, without what is no character, with ampersands and the entities of HTML as XML wants them. */
    static String repaired(String text) {
        // Before its declaration a document may have nothing, so the declaration goes; it says nothing about text.
        String document =
                DECLARATION.matcher(DOCTYPE.matcher(text).replaceFirst("")).replaceFirst("");
        String characters = NO_CHARACTER.matcher(document.strip()).replaceAll("");
        return AMPERSAND
                .matcher(characters)
                .replaceAll(found -> Matcher.quoteReplacement(replacement(found.group(), found.group(1))));
    }

    private static String replacement(String found, @Nullable String entity) {
        if (entity == null) {
            return found.equals("&") ? "&amp;" : found;
        }
        String character = ENTITIES.get(entity);
        return character == null ? "&amp;" + found.substring(1) : character;
    }
}
