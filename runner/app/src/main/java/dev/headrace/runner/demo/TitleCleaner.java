package dev.headrace.runner.demo;

/** The harmless-looking helper of the story: it asks a glossary. */
final class TitleCleaner {
    private final Glossary glossary;

    TitleCleaner(Glossary glossary) {
        this.glossary = glossary;
    }

    void clean() {
        glossary.lookUp();
    }
}
