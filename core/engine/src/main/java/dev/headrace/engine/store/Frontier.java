package dev.headrace.engine.store;

import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.store.Items.Known;
import dev.headrace.engine.store.StepContent.FollowUp;
import dev.headrace.spi.WorkItem;
import java.io.IOException;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a commit does to the state: the item ends, its records go to the sink, its follow-ups join the frontier, the scopes
 * count. All of it in the transaction that is open. Confined to the store thread.
 */
final class Frontier {
    private final Connectors connectors;
    private final Scopes scopes;
    private final Items items;
    private final Sink sink;

    Frontier(Connectors connectors, Scopes scopes, Items items, Sink sink) {
        this.connectors = connectors;
        this.scopes = scopes;
        this.items = items;
        this.sink = sink;
    }

    /** @param space how many follow-ups the caller can hold */
    CommitResult commit(Commit commit, int space) throws SQLException, IOException {
        ConnectorRow connector = connectors.of(commit.connector());
        connector.changed = true;
        LeasedItem leased = commit.leased();
        if (leased == null) {
            connector.planned = true;
            return new Taking(connector, scopes.idOf(connector.id, ""), "").take(commit, space);
        }
        items.end(commit, leased);
        Taking taking = new Taking(connector, leased.scopeId(), leased.scope());
        taking.ended(ItemState.after(commit.outcome()));
        return taking.take(commit, space);
    }

    /** One commit on its way into the store. */
    private final class Taking {
        private final ConnectorRow connector;
        private final long ownScope;
        private final String ownName;
        private final Map<Long, Scopes.Change> changes = new HashMap<>();
        private final Map<String, Long> scopeIds = new HashMap<>();
        private final List<LeasedItem> leased = new ArrayList<>();
        private final List<WorkItem> endless = new ArrayList<>();
        private int queued;
        private int repeated;

        Taking(ConnectorRow connector, long ownScope, String ownName) {
            this.connector = connector;
            this.ownScope = ownScope;
            this.ownName = ownName;
        }

        void ended(ItemState state) {
            if (state != ItemState.QUEUED) {
                change(ownScope).outstanding--;
            }
            if (state.isUnsuccessful()) {
                change(ownScope).failed++;
            }
        }

        CommitResult take(Commit commit, int space) throws SQLException, IOException {
            takeRecords(commit);
            takeFollowUps(withoutTwins(commit.content().followUps()), space);
            connector.repeated += repeated;
            change(ownScope);
            for (Map.Entry<Long, Scopes.Change> changed : changes.entrySet()) {
                if (changed.getKey() == ownScope) {
                    scopes.apply(ownScope, changed.getValue(), commit.content().cursor(), commit.validators());
                } else {
                    scopes.apply(changed.getKey(), changed.getValue());
                }
            }
            return new CommitResult(leased, queued, repeated, endless);
        }

        private void takeRecords(Commit commit) throws SQLException, IOException {
            if (commit.content().records() != null) {
                sink.append(commit.content().records());
                connector.records += commit.content().records().count();
            }
        }

        /** The follow-ups without those that are equal to an earlier one of the same step. */
        private List<FollowUp> withoutTwins(List<FollowUp> followUps) throws SQLException {
            if (followUps.size() < 2) {
                return followUps;
            }
            Set<String> met = new HashSet<>();
            List<FollowUp> first = new ArrayList<>(followUps.size());
            for (FollowUp followUp : followUps) {
                if (met.add(followUp.identity())) {
                    first.add(followUp);
                } else {
                    repeat(followUp);
                }
            }
            return first;
        }

        /** The last one goes in first: the newest item is done next, and that is to be the first follow-up. */
        private void takeFollowUps(List<FollowUp> followUps, int space) throws SQLException {
            for (int i = followUps.size() - 1; i >= 0; i--) {
                takeFollowUp(followUps.get(i), i < space ? ItemState.LEASED : ItemState.QUEUED);
            }
            Collections.reverse(leased);
        }

        private void takeFollowUp(FollowUp followUp, ItemState state) throws SQLException {
            long scope = scopeOf(followUp);
            long id = items.add(connector, scope, state, followUp.identity());
            if (id != 0) {
                joined(followUp, scope, id, 0, state);
                return;
            }
            Known known = items.find(connector, followUp.identity());
            if (known.pass() < connector.pass && known.state().isUnsuccessful()) {
                items.adopt(known, connector, scope, state);
                change(known.scope()).failed--;
                joined(followUp, scope, known.id(), known.attempts(), state);
            } else {
                repeat(followUp);
            }
        }

        private void joined(FollowUp followUp, long scope, long id, int attempts, ItemState state) {
            change(scope).outstanding++;
            connector.items++;
            if (state == ItemState.LEASED) {
                String name = followUp.item().scope().orElse(ownName);
                leased.add(new LeasedItem(id, scope, connector.name, followUp.item(), name, attempts + 1));
            } else {
                queued++;
            }
        }

        private void repeat(FollowUp followUp) throws SQLException {
            if (!followUp.page()) {
                repeated++;
                return;
            }
            long scope = scopeOf(followUp);
            items.addEndless(connector, scope, followUp.identity(), endlessError(followUp));
            change(scope).failed++;
            connector.items++;
            endless.add(followUp.item());
        }

        private String endlessError(FollowUp followUp) {
            String scope = followUp.item().scope().orElse(ownName);
            return ("the pagination is endless: the page %s%s was already met in this run, so the walk ended here. What its"
                            + " pages gave until here is kept. Either the upstream gives the same next page again, or the"
                            + " connector asks for it with the same arguments.")
                    .formatted(followUp.item(), scope.isEmpty() ? "" : " of scope '" + scope + "'");
        }

        private long scopeOf(FollowUp followUp) throws SQLException {
            String name = followUp.item().scope().orElse(null);
            if (name == null) {
                return ownScope;
            }
            Long known = scopeIds.get(name);
            if (known == null) {
                known = scopes.idOf(connector.id, name);
                scopeIds.put(name, known);
            }
            return known;
        }

        private Scopes.Change change(long scope) {
            return changes.computeIfAbsent(scope, id -> new Scopes.Change());
        }
    }
}
