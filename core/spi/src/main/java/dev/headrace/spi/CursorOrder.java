package dev.headrace.spi;

import java.math.BigInteger;
import java.util.Comparator;
import java.util.regex.Pattern;

/** The order of cursors: as whole numbers when both are, otherwise as text. Stateless. */
public enum CursorOrder implements Comparator<String> {
    /** The one order. */
    INSTANCE;

    private static final Pattern WHOLE_NUMBER = Pattern.compile("-?\\d{1,100}");

    @Override
    public int compare(String left, String right) {
        if (WHOLE_NUMBER.matcher(left).matches() && WHOLE_NUMBER.matcher(right).matches()) {
            return new BigInteger(left).compareTo(new BigInteger(right));
        }
        return left.compareTo(right);
    }
}
