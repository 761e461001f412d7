package dev.headrace.detector.scan.corpus;

import dev.headrace.detector.scan.Rule;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What the scan must say about a connector. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface Expect {
    Rule rule() default Rule.BLOCKS;

    /** The end of the path, as in {@code Thread.sleep}. */
    String of();
}
