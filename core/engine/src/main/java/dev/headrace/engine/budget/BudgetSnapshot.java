package dev.headrace.engine.budget;

import java.util.List;

/**
 * All budgets at one instant.
 *
 * @param limits in the order of their registration
 * @param lanes in the order of their first use
 */
public record BudgetSnapshot(List<LimitSnapshot> limits, List<LaneSnapshot> lanes) {}
