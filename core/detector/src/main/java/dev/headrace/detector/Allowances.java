package dev.headrace.detector;

import java.lang.StackWalker.StackFrame;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The list of what may block by decision: code that every program runs and nobody can avoid. A call is allowed when a frame of
 * its stack is covered, which is found out when it would be reported. What was allowed is counted by reason. Immutable to its
 * users; thread-safe.
 */
public final class Allowances {
    private static final List<String> DEFAULTS = List.of(
            "java.lang.ClassLoader.loadClass: class loading",
            "java.lang.ClassLoader.getResource*: class loading",
            "java.lang.invoke.MethodHandleNatives*: class loading",
            "java.lang.invoke.BootstrapMethodInvoker*: class loading",
            "jdk.internal.loader.*: class loading",
            "java.net.URLClassLoader*: class loading",
            "jdk.internal.reflect.*Factory*: class loading",
            "java.util.ServiceLoader*: looking for services",
            "javax.xml.parsers.FactoryFinder*: looking for services",
            "javax.xml.stream.FactoryFinder*: looking for services",
            "javax.xml.transform.FactoryFinder*: looking for services",
            "javax.xml.datatype.FactoryFinder*: looking for services",
            "javax.xml.validation.SchemaFactoryFinder*: looking for services",
            "javax.xml.xpath.XPathFactoryFinder*: looking for services",
            "java.util.ResourceBundle*: loading texts",
            "sun.util.*: loading texts, calendars and time zones",
            "java.time.zone.*: loading time zones",
            "java.security.Provider*: loading algorithms",
            "sun.security.jca.*: loading algorithms",
            "sun.security.provider.NativePRNG.engineNextBytes: the random source of the system, which does not run dry",
            "sun.security.provider.NativePRNG$NonBlocking.engineNextBytes: the random source of the system, which does not"
                    + " run dry",
            "sun.security.provider.NativePRNG.<clinit>: opening the random source of the system, once",
            "sun.security.provider.NativePRNG.initIO: opening the random source of the system, once",
            "java.lang.Throwable.printStackTrace: printing a stack trace",
            "java.util.logging.*: logging",
            "sun.util.logging.*: logging",
            "jdk.internal.logger.*: logging",
            "org.slf4j.*: logging",
            "ch.qos.logback.*: logging",
            "org.apache.logging.log4j.*: logging",
            "org.apache.commons.logging.*: logging",
            "org.apache.maven.surefire.*: what a test prints goes to the build",
            "org.gradle.*: what a test prints goes to the build");
    private static final String CONSOLE = "standard output and error";
    private static final String ONCE = "initialising a class of the JDK, once";
    private static final String NOTHING = "";

    private final List<Allowance> all;

    /** By class and method: the reason of its frame alone, or nothing. Bounded by the methods that ever block. */
    private final Map<String, String> known = new ConcurrentHashMap<>();

    private Allowances(List<Allowance> all) {
        this.all = List.copyOf(all);
    }

    /** Class loading, services, logging, stack traces, the system's random source, standard output. */
    public static Allowances defaults() {
        return new Allowances(DEFAULTS.stream().map(Allowance::parse).toList());
    }

    /** These and more. */
    public Allowances and(List<Allowance> more) {
        List<Allowance> sum = new ArrayList<>(all);
        sum.addAll(more);
        return new Allowances(sum);
    }

    /** These and more, each a line as {@link Allowance#parse} reads it. */
    public Allowances andLines(List<String> lines) {
        return and(lines.stream().map(Allowance::parse).toList());
    }

    /** The list, in the order in which it is searched. */
    public List<Allowance> list() {
        return all;
    }

    /** Why a call is allowed; empty if it is not. */
    Optional<String> reason(List<StackFrame> stack, boolean toConsole) {
        if (toConsole) {
            return Optional.of(CONSOLE);
        }
        for (StackFrame frame : stack) {
            String reason = reason(frame);
            if (!reason.isEmpty()) {
                return Optional.of(reason);
            }
        }
        return Optional.empty();
    }

    /** Why a wait at such a place is allowed, by names alone; empty if it is not. */
    Optional<String> reason(List<StackTraceElement> stack) {
        return stack.stream()
                .map(frame -> find(frame.getClassName(), frame.getMethodName(), Site.isJdk(frame)))
                .filter(reason -> !reason.isEmpty())
                .findFirst();
    }

    private String reason(StackFrame frame) {
        String key = frame.getClassName() + "." + frame.getMethodName() + frame.getDescriptor();
        return known.computeIfAbsent(key, place -> find(frame));
    }

    private String find(StackFrame frame) {
        boolean ofJdk = frame.getDeclaringClass().getClassLoader() == null;
        String reason = find(frame.getClassName(), frame.getMethodName(), ofJdk);
        return reason.isEmpty() && !ofJdk ? Waivers.reason(frame).orElse(NOTHING) : reason;
    }

    private String find(String type, String method, boolean ofJdk) {
        for (Allowance allowance : all) {
            if (allowance.covers(type, method)) {
                return allowance.reason();
            }
        }
        return ofJdk && method.equals("<clinit>") ? ONCE : NOTHING;
    }
}
