package dev.headrace.docs;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * One page of Markdown.
 *
 * @param file of the page
 * @param text of the page
 */
record Guide(Path file, String text) {
    private static final Path ROOT = root();
    private static final Pattern BLOCK = Pattern.compile("^```(\\w*)\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)[^)]*\\)");

    /** A code block, without its fences. */
    record Block(Path page, String language, String code) {
        long lines() {
            return code.lines().count();
        }

        @Override
        public String toString() {
            return ROOT.relativize(page) + ": " + code.lines().findFirst().orElse("");
        }
    }

    /** The README and every page of this folder. */
    static List<Guide> all() {
        try (Stream<Path> docs = Files.walk(ROOT.resolve("docs"))) {
            return Stream.concat(
                            Stream.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md")
                                    .map(ROOT::resolve),
                            docs.filter(file -> file.toString().endsWith(".md") && !isBuilt(file))
                                    .sorted())
                    .map(file -> new Guide(file, read(file)))
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** One page, by its path in the repository. */
    static Guide page(String path) {
        return new Guide(ROOT.resolve(path), read(ROOT.resolve(path)));
    }

    /** The blocks of a language in all pages. */
    static List<Block> blocks(String language) {
        return all().stream()
                .flatMap(guide -> guide.blocks().stream())
                .filter(block -> block.language().equals(language))
                .toList();
    }

    /** The source of an example, by its path below {@code src/main/java}. */
    static String example(String path) {
        return read(ROOT.resolve("docs/src/main/java").resolve(path));
    }

    /** All files of this module with a certain ending: examples, tests, repositories of their own. */
    static List<String> sources(String ending) {
        try (Stream<Path> files = Files.walk(ROOT.resolve("docs"))) {
            return files.filter(file -> file.toString().endsWith(ending) && !isBuilt(file))
                    .map(Guide::read)
                    .toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** What stands as code in the first column of the tables with a certain heading. */
    List<String> tableKeysOf(String heading) {
        List<String> keys = new ArrayList<>();
        boolean inside = false;
        for (String line : text.lines().toList()) {
            inside = line.startsWith(heading) || inside && line.startsWith("|");
            if (inside && line.startsWith("| `")) {
                keys.add(line.substring(3, line.indexOf('`', 3)));
            }
        }
        return keys;
    }

    /** The links to other files of this repository. */
    List<Path> links() {
        List<Path> links = new ArrayList<>();
        for (Matcher link = LINK.matcher(text); link.find(); ) {
            if (!link.group(1).contains("://")) {
                links.add(file.resolveSibling(link.group(1)));
            }
        }
        return links;
    }

    private List<Block> blocks() {
        List<Block> blocks = new ArrayList<>();
        for (Matcher block = BLOCK.matcher(text); block.find(); ) {
            blocks.add(new Block(file, block.group(1), block.group(2)));
        }
        return blocks;
    }

    /** Copies that a build has made. */
    private static boolean isBuilt(Path file) {
        return file.startsWith(ROOT.resolve("docs/target"));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** The build runs in this module's folder, an editor perhaps in the one above. */
    private static Path root() {
        Path here = Path.of("").toAbsolutePath();
        return Files.exists(here.resolve("README.md")) ? here : here.getParent();
    }
}
