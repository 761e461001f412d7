package dev.headrace.detector;

import java.lang.annotation.Documented;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * On code that may block although it runs where nothing should: what it calls is counted and not reported. Known by its name, so
 * that a plugin may bring its own copy.
 */
@Documented
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.TYPE, ElementType.METHOD, ElementType.CONSTRUCTOR})
public @interface MayBlock {
    /** The reason, for the report; not blank. */
    String value();
}
