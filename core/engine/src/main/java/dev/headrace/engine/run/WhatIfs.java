package dev.headrace.engine.run;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.cause.Causality;
import dev.headrace.engine.cause.Factor;
import dev.headrace.engine.report.WhatIf;
import java.util.List;

/** Puts what a run would have taken otherwise into words. Stateless. */
final class WhatIfs {
    private WhatIfs() {}

    static List<WhatIf> of(List<Causality.Otherwise> all, Wording wording) {
        return all.stream().map(one -> of(one, wording)).toList();
    }

    private static WhatIf of(Causality.Otherwise otherwise, Wording wording) {
        Factor factor = otherwise.factor();
        boolean budget = factor.phase() == Phase.BUDGET;
        String connector = budget ? wording.waitedMost(factor.limit()) : factor.connector();
        Ground ground = new Ground(connector, factor.phase(), factor.limit());
        return new WhatIf(
                connector,
                factor.phase(),
                factor.limit(),
                otherwise.duration(),
                plain((connector.isEmpty() ? "all" : connector) + " " + wording.doing(ground)),
                plain(wording.advice(ground)));
    }

    private static String plain(String text) {
        return text.replace("`", "");
    }
}
