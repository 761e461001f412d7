package dev.headrace.engine.corpus;

/** A text that throws when its stage is over. */
record EndingText(CharSequence text, Stage stage) implements CharSequence {
    /** It is over. */
    static final class OverException extends RuntimeException {
        OverException() {
            super("the act is over");
        }
    }

    @Override
    public int length() {
        return text.length();
    }

    @Override
    public char charAt(int index) {
        if (stage.isOver()) {
            throw new OverException();
        }
        return text.charAt(index);
    }

    @Override
    public CharSequence subSequence(int from, int to) {
        return text.subSequence(from, to);
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
