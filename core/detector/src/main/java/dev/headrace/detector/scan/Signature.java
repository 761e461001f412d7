package dev.headrace.detector.scan;

import java.util.ArrayList;
import java.util.List;
import org.objectweb.asm.Type;

/** One word of the list of forbidden calls: which methods of a type are meant. */
record Signature(String name, List<String> parameters, boolean open, boolean anyParameters) {
    static Signature parse(String word) {
        int bracket = word.indexOf('(');
        if (bracket < 0) {
            return new Signature(word, List.of(), true, true);
        }
        List<String> types = new ArrayList<>(
                List.of(word.substring(bracket + 1, word.length() - 1).split(",")));
        types.removeIf(String::isEmpty);
        boolean open = types.remove("...");
        return new Signature(word.substring(0, bracket), List.copyOf(types), open, false);
    }

    boolean isConstructor() {
        return name.equals("new");
    }

    boolean matches(MethodRef method) {
        return matchesName(method.name()) && (anyParameters || matchesParameters(method.descriptor()));
    }

    private boolean matchesName(String called) {
        if (called.startsWith("<")) {
            return isConstructor() && called.equals("<init>");
        }
        return name.endsWith("*") ? called.startsWith(name.substring(0, name.length() - 1)) : called.equals(name);
    }

    private boolean matchesParameters(String descriptor) {
        Type[] types = Type.getArgumentTypes(descriptor);
        if (open ? types.length < parameters.size() : types.length != parameters.size()) {
            return false;
        }
        for (int i = 0; i < parameters.size(); i++) {
            if (!parameters.get(i).equals(simpleName(types[i].getClassName()))) {
                return false;
            }
        }
        return true;
    }

    private static String simpleName(String type) {
        return type.substring(type.lastIndexOf('.') + 1);
    }
}
