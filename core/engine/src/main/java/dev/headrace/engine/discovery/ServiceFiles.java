package dev.headrace.engine.discovery;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.net.URLConnection;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The class names in the services files that a loader sees, read as {@link java.util.ServiceLoader} reads them (its
 * documentation has the format). It does not tell which of them it failed at, and gives up a whole file for one bad line.
 *
 * @param locations by class name, the jar or directory of the file that names it first
 * @param malformed what is wrong with the files
 */
record ServiceFiles(Map<String, String> locations, List<RejectedProvider> malformed) {
    private static final char BYTE_ORDER_MARK = '\uFEFF';
    /** Enough to recognise a line. */
    private static final int SHOWN = 60;

    /** The files of a service; one that cannot be read is reported among the malformed. */
    static ServiceFiles of(Class<?> service, ClassLoader loader) {
        String name = "META-INF/services/" + service.getName();
        ServiceFiles files = new ServiceFiles(new LinkedHashMap<>(), new ArrayList<>());
        try {
            for (URL url : Collections.list(loader.getResources(name))) {
                files.read(url, name);
            }
        } catch (IOException unreadable) {
            files.reject(
                    loader.toString(),
                    name + " cannot be looked for: "
                            + FailureText.of(unreadable).text());
        }
        return files;
    }

    private void read(URL url, String name) {
        String location = location(url, name);
        try {
            URLConnection connection = url.openConnection();
            // A cached jar stays open after its loader was closed.
            connection.setUseCaches(false);
            try (InputStream content = connection.getInputStream()) {
                parse(new String(content.readAllBytes(), StandardCharsets.UTF_8), name, location);
            }
        } catch (IOException unreadable) {
            reject(
                    location,
                    "%s cannot be read: %s"
                            .formatted(name, FailureText.of(unreadable).text()));
        }
    }

    private void parse(String text, String name, String location) {
        List<String> lines = text.lines().toList();
        for (int number = 1; number <= lines.size(); number++) {
            String line = lines.get(number - 1);
            if (line.indexOf(BYTE_ORDER_MARK) == 0) {
                reject(
                        location,
                        name
                                + " starts with a byte order mark; save it without one. Its classes were loaded all the same.");
                line = line.substring(1);
            }
            String className = line.replaceFirst("#.*", "").strip();
            if (isClassName(className)) {
                locations.putIfAbsent(className, location);
            } else if (!className.isEmpty()) {
                reject(
                        location,
                        "line %s of %s is no class name: '%s'. The other lines were read all the same."
                                .formatted(number, name, shortened(className)));
            }
        }
    }

    private static boolean isClassName(String text) {
        return !text.isEmpty()
                && Character.isJavaIdentifierStart(text.charAt(0))
                && text.chars().allMatch(one -> Character.isJavaIdentifierPart(one) || one == '.');
    }

    private static String shortened(String text) {
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN) + "...";
    }

    private void reject(String location, String reason) {
        malformed.add(new RejectedProvider("", location, reason));
    }

    /** The jar or directory that a file in it came from; its URL where that is neither. */
    private static String location(URL url, String name) {
        String text = url.toString();
        String container = text.substring(0, Math.max(0, text.length() - name.length()));
        return location(container.replaceFirst("^jar:", "").replaceFirst("!?/$", ""));
    }

    static String location(String url) {
        try {
            return url.startsWith("file:") ? Path.of(new URI(url)).toString() : url;
        } catch (URISyntaxException | IllegalArgumentException notAPath) {
            return url;
        }
    }
}
