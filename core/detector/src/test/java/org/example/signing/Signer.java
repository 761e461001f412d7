package org.example.signing;

import java.util.List;

/** Signs, with a token that has to be fresh. */
public final class Signer {
    private final TokenCache cache = new TokenCache();
    private final List<Stage> stages;

    public Signer(Stage... stages) {
        this.stages = List.of(stages);
    }

    public String sign(String text) {
        return text + cache.refresh();
    }

    public String signOffline(String text) {
        return text + cache.last();
    }

    /** Through whatever stages there are. */
    public String signInStages(String text) {
        String signed = text;
        for (Stage stage : stages) {
            signed = stage.pass(signed);
        }
        return signed;
    }
}
