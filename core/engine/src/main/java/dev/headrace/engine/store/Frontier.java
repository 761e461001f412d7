package dev.headrace.engine.store;

import dev.headrace.engine.sink.Sink;
import dev.headrace.engine.store.Items.Known;
import dev.headrace.engine.store.Items.Place;
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
            return new Taking(connector, scopes.idOf(connector.id, ""), "", 0).take(commit, space);
        }
        items.end(commit, leased);
        long walk = leased.walk() == 0 ? leased.id() : leased.walk();
        Taking taking = new Taking(connector, leased.scopeId(), leased.scope(), walk);
        taking.ended(ItemState.after(commit.outcome()));
        return taking.take(commit, space);
    }

    /** One commit on its way into the store. */
    private final class Taking {
        private final ConnectorRow connector;
        private final long ownScope;
        private final String ownName;
        private final long ownWalk;
        private final Map<Long, Scopes.Change> changes = new HashMap<>();
        private final Map<String, Long> scopeIds = new HashMap<>();
        private final List<LeasedItem> leased = new ArrayList<>();
        private final List<WorkItem> endless = new ArrayList<>();
        private int queued;
        private int repeated;

        Taking(ConnectorRow connector, long ownScope, String ownName, long ownWalk) {
            this.connector = connector;
            this.ownScope = ownScope;
            this.ownName = ownName;
            this.ownWalk = ownWalk;
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
        private List<FollowUp> withoutTwins(List<FollowUp> followUps) {
            if (followUps.size() < 2) {
                return followUps;
            }
            Set<String> met = new HashSet<>();
            List<FollowUp> first = new ArrayList<>(followUps.size());
            for (FollowUp followUp : followUps) {
                if (met.add(followUp.identity())) {
                    first.add(followUp);
                } else {
                    repeated++;
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
            Place place = new Place(connector, scopeOf(followUp), followUp.page() ? ownWalk : 0, state);
            long id = items.add(place, followUp.identity());
            if (id != 0) {
                joined(followUp, place, id, 0);
            } else {
                meetAgain(followUp, place, items.find(connector, followUp.identity()));
            }
        }

        private void meetAgain(FollowUp followUp, Place place, Known known) throws SQLException {
            if (known.pass() < connector.pass && known.state().isUnsuccessful()) {
                items.adopt(known, place);
                change(known.scope()).failed--;
                joined(followUp, place, known.id(), known.attempts());
            } else if (followUp.page() && known.ownWalk() == ownWalk) {
                failEndless(followUp, place.scope());
            } else {
                repeated++;
            }
        }

        private void joined(FollowUp followUp, Place place, long id, int attempts) {
            change(place.scope()).outstanding++;
            connector.items++;
            if (place.state() == ItemState.LEASED) {
                leased.add(new LeasedItem(
                        id,
                        place.walk(),
                        place.scope(),
                        connector.name,
                        followUp.item(),
                        followUp.item().scope().orElse(ownName),
                        attempts + 1));
            } else {
                queued++;
            }
        }

        private void failEndless(FollowUp followUp, long scope) throws SQLException {
            items.addEndless(connector, scope, followUp.identity(), endlessError(followUp));
            change(scope).failed++;
            connector.items++;
            endless.add(followUp.item());
        }

        private String endlessError(FollowUp followUp) {
            String scope = followUp.item().scope().orElse(ownName);
            return ("the pagination is endless: the page %s%s was already met in this walk, so it ended here. What its"
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
