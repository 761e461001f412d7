package dev.headrace.engine.run;

import dev.headrace.engine.account.Phase;
import dev.headrace.engine.report.PathStep;
import dev.headrace.engine.report.WhatIf;

/**
 * What a connector waited for, in as few kinds as people tell apart.
 *
 * @param phase stands for those that are told as one
 * @param limit in {@link Phase#BUDGET}, if it is known; empty otherwise
 */
record Ground(String connector, Phase phase, String limit) {
    static Ground of(PathStep step) {
        return new Ground(step.connector(), kind(step.phase()), step.limit());
    }

    static Ground of(WhatIf whatIf) {
        return new Ground(whatIf.connector(), kind(whatIf.phase()), whatIf.limit());
    }

    private static Phase kind(Phase phase) {
        return switch (phase) {
            case FIRST_BYTE, BODY -> Phase.FIRST_BYTE;
            case DNS, POOL, CONNECT, TLS -> Phase.CONNECT;
            case STRAND, STRAND_WAIT -> Phase.STRAND;
            default -> phase;
        };
    }

    /** Whether both go at once: a limit goes for all who wait for it, the store for all. */
    boolean isSameAs(Ground other) {
        boolean everybodys = phase == Phase.BUDGET || phase == Phase.COMMIT;
        return phase == other.phase && limit.equals(other.limit) && (everybodys || connector.equals(other.connector));
    }
}
