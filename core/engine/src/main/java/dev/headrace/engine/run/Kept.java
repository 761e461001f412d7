package dev.headrace.engine.run;

import dev.headrace.engine.store.StateView;
import dev.headrace.engine.store.Validators;
import java.sql.SQLException;
import java.util.Map;

/**
 * What earlier runs left, whatever their items.
 *
 * @param validators what was seen at each address, by instance
 * @param limits what they have sent, by limit
 * @param tokens the refresh tokens that servers gave them, sealed
 */
record Kept(Map<String, Map<String, Validators>> validators, Map<String, String> limits, Map<String, String> tokens) {
    static Kept of(StateView view) throws SQLException {
        return new Kept(view.validators(), view.limits(), view.tokens());
    }
}
