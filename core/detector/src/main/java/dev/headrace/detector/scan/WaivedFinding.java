package dev.headrace.detector.scan;

/** What a connector does that it may not, and someone's reason why it may. */
public record WaivedFinding(ScanFinding finding, Waiver waiver) {}
