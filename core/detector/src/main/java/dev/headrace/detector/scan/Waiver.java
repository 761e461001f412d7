package dev.headrace.detector.scan;

/**
 * Someone's decision that something forbidden is right here.
 *
 * @param target what it is about: {@code com.acme.Signer.sign}, {@code com.acme.Signer}, {@code com.acme.crypto.*}
 * @param reason why; not blank
 * @param source where it is written: "annotation", or file and line
 */
public record Waiver(String target, String reason, String source) {
    /** As text for people. */
    @Override
    public String toString() {
        return "%s: \"%s\" (%s)".formatted(target, reason, source);
    }

    boolean covers(Frame frame) {
        String method = frame.className() + "." + frame.method();
        String written = frame.className() + "." + frame.writtenIn();
        if (target.endsWith(".*")) {
            return method.startsWith(target.substring(0, target.length() - 1));
        }
        return target.equals(method)
                || target.equals(written)
                || target.equals(frame.className())
                || frame.method().equals("<init>") && target.equals(frame.className() + ".new")
                || frame.className().startsWith(target + "$");
    }
}
