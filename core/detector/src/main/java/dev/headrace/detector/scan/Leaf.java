package dev.headrace.detector.scan;

/** A method that a connector may not call. */
record Leaf(Rule rule, MethodRef method) {}
