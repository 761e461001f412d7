package dev.headrace.docs.messages;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.ExpressionTree;
import com.sun.source.tree.IdentifierTree;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MemberSelectTree;
import com.sun.source.tree.MethodInvocationTree;
import com.sun.source.tree.NewClassTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.TreeScanner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;
import org.jspecify.annotations.Nullable;

/**
 * The places of the main code that make a message for users, as far as the source shows them: calls of the methods and constructors
 * below, with a text of their own. What puts a message together from parts elsewhere is not seen.
 */
final class MessageSites {
    /** Where operators and authors may read what is said. */
    private static final List<String> MODULES = List.of("core/spi", "core/engine", "connectors", "runner/app");

    private static final Set<String> METHODS = Set.of("error", "warn", "wrong", "problem", "reject");

    private static final Set<String> TYPES = Set.of(
            "BudgetException",
            "ConfigProblem",
            "HttpFailure",
            "ParameterException",
            "PermanentException",
            "RejectedProvider",
            "StoreException",
            "TransientException",
            "UncheckedIOException");

    /** Shorter pieces of a text say too little to be looked for. */
    private static final int SHORTEST = 10;

    private static final String SPECIFIER = "%(\\d+\\$)?[-,.0-9]*[a-zA-Z%]|\\R";

    /**
     * One place.
     *
     * @param type simple name of the class, for people
     * @param piece the longest piece of the text without anything to be filled in
     */
    record Site(String packageName, String type, String piece) {
        @Override
        public String toString() {
            return packageName + "." + type + ": " + piece;
        }
    }

    private MessageSites() {}

    /** @param root of the repository */
    static List<Site> in(Path root) throws IOException {
        List<Path> files = new ArrayList<>();
        for (String module : MODULES) {
            try (Stream<Path> all = Files.walk(root.resolve(module).resolve("src/main/java"))) {
                all.filter(file -> file.toString().endsWith(".java")).sorted().forEach(files::add);
            }
        }
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager manager = compiler.getStandardFileManager(null, null, null)) {
            JavacTask task = (JavacTask)
                    compiler.getTask(null, manager, null, null, null, manager.getJavaFileObjectsFromPaths(files));
            List<Site> sites = new ArrayList<>();
            for (CompilationUnitTree unit : task.parse()) {
                new Calls(unit, sites).scan(unit, null);
            }
            return sites;
        }
    }

    private static final class Calls extends TreeScanner<@Nullable Void, @Nullable Void> {
        private final String packageName;
        private final String type;
        private final List<Site> sites;

        Calls(CompilationUnitTree unit, List<Site> sites) {
            this.packageName = String.valueOf(unit.getPackageName());
            String file = unit.getSourceFile().getName();
            this.type = file.substring(file.lastIndexOf('/') + 1).replace(".java", "");
            this.sites = sites;
        }

        @Override
        public @Nullable Void visitMethodInvocation(MethodInvocationTree call, @Nullable Void none) {
            boolean logging = call.getMethodSelect().toString().matches("(?i).*\\blog(ger)?(\\(\\))?\\.\\w+");
            if (!logging && METHODS.contains(name(call.getMethodSelect()))) {
                add(call.getArguments());
            }
            return super.visitMethodInvocation(call, null);
        }

        @Override
        public @Nullable Void visitNewClass(NewClassTree made, @Nullable Void none) {
            if (TYPES.contains(name(made.getIdentifier()))) {
                add(made.getArguments());
            }
            return super.visitNewClass(made, null);
        }

        private static String name(ExpressionTree tree) {
            return tree instanceof MemberSelectTree member
                    ? member.getIdentifier().toString()
                    : tree instanceof IdentifierTree identifier
                            ? identifier.getName().toString()
                            : "";
        }

        private void add(List<? extends ExpressionTree> arguments) {
            longest(arguments).ifPresent(piece -> sites.add(new Site(packageName, type, piece)));
        }

        private static Optional<String> longest(List<? extends ExpressionTree> arguments) {
            List<String> texts = new ArrayList<>();
            new TreeScanner<@Nullable Void, @Nullable Void>() {
                @Override
                public @Nullable Void visitLiteral(LiteralTree literal, @Nullable Void none) {
                    if (literal.getValue() instanceof String text) {
                        texts.add(text);
                    }
                    return null;
                }
            }.scan(arguments, null);
            return texts.stream()
                    .flatMap(text -> Arrays.stream(text.split(SPECIFIER, -1)))
                    .map(String::strip)
                    // With braces it is a line of the log, whoever has the logger.
                    .filter(piece -> piece.length() >= SHORTEST && !piece.contains("{}"))
                    .max(Comparator.comparingInt(String::length));
        }
    }
}
