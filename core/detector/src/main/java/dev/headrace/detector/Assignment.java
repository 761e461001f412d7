package dev.headrace.detector;

/**
 * What a thread was working at. Immutable.
 *
 * @param owner whose task it was, for example the instance of a connector; empty if it is not known
 * @param item what of it, for people; empty if the task does not say
 */
public record Assignment(String owner, String item) {
    /** It is not known. */
    public static final Assignment UNKNOWN = new Assignment("", "");

    /** Of an owner that does not say at what. */
    public static Assignment of(String owner) {
        return new Assignment(owner, "");
    }

    /** Whether there is anything to say. */
    public boolean isKnown() {
        return !owner.isEmpty();
    }

    /** As the subject of a sentence: {@code 'shop' at orders{page=2}}. */
    @Override
    public String toString() {
        return "'" + owner + "'" + (item.isEmpty() ? "" : " at " + item);
    }
}
