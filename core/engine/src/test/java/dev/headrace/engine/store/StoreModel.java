package dev.headrace.engine.store;

import dev.headrace.engine.report.ItemOutcome;
import dev.headrace.engine.report.OutcomeCounts;
import dev.headrace.spi.CursorOrder;
import dev.headrace.spi.Step;
import dev.headrace.spi.WorkItem;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** What a store of one connector should do, written for being read and not for being fast: lists that are searched through. */
final class StoreModel {
    /** An item; {@code order} says which is newer, {@code walk} is the item that began the walk it is a page of. */
    static final class Entry {
        final WorkItem item;
        final int order;
        String scope;
        Entry walk;
        ItemState state;
        int attempts;
        boolean old;
        boolean endless;

        Entry(WorkItem item, int order, String scope, ItemState state) {
            this.item = item;
            this.order = order;
            this.scope = scope;
            this.state = state;
            this.walk = this;
        }

        Entry copy() {
            Entry copy = new Entry(item, order, scope, state);
            copy.attempts = attempts;
            copy.old = old;
            copy.endless = endless;
            return copy;
        }

        boolean unsuccessful() {
            return state.isUnsuccessful();
        }

        @Override
        public String toString() {
            return item.toString();
        }
    }

    final List<Entry> entries = new ArrayList<>();
    final Map<String, String> proposals = new TreeMap<>();
    final Map<String, String> cursors = new TreeMap<>();
    boolean planned;
    boolean finished;
    long items;
    long repeated;
    private int order;

    /** What a commit gave: the entries leased, and counts. */
    record Result(List<Entry> leased, int queued, int repeated, int endless) {}

    StoreModel copy() {
        StoreModel copy = new StoreModel();
        entries.forEach(entry -> copy.entries.add(entry.copy()));
        for (int i = 0; i < entries.size(); i++) {
            int walk = entries.indexOf(entries.get(i).walk);
            // The first page may be forgotten; then the page stands for itself, and no other page of that walk is left.
            copy.entries.get(i).walk = copy.entries.get(walk < 0 ? i : walk);
        }
        copy.proposals.putAll(proposals);
        copy.cursors.putAll(cursors);
        copy.planned = planned;
        copy.finished = finished;
        copy.items = items;
        copy.repeated = repeated;
        copy.order = order;
        return copy;
    }

    void begin() {
        recover();
        if (count(ItemState.QUEUED) == 0 && (finished || !planned)) {
            entries.removeIf(entry -> entry.state == ItemState.SUCCEEDED);
            proposals.keySet().removeIf(scope -> entries.stream().noneMatch(entry -> entry.scope.equals(scope)));
            entries.forEach(entry -> entry.old = true);
            planned = false;
            finished = false;
            items = 0;
            repeated = 0;
        }
    }

    void end() {
        recover();
        finished = planned && count(ItemState.QUEUED) == 0;
    }

    private void recover() {
        entries.stream()
                .filter(entry -> entry.state == ItemState.LEASED)
                .forEach(entry -> entry.state = ItemState.QUEUED);
    }

    Result plan(Step step, int space) {
        planned = true;
        return follow(step, "", null, space);
    }

    Result success(Entry entry, Step step, int space) {
        entry.state = ItemState.SUCCEEDED;
        entry.attempts++;
        return follow(step, entry.scope, entry.walk, space);
    }

    void without(Entry entry, ItemOutcome outcome) {
        entry.state = ItemState.after(outcome);
        entry.attempts += outcome == ItemOutcome.NOT_STARTED ? 0 : 1;
        complete();
    }

    private Result follow(Step step, String ownScope, Entry ownWalk, int space) {
        step.cursor().ifPresent(proposal -> propose(ownScope, proposal));
        List<Step.FollowUp> first = new ArrayList<>();
        int twins = 0;
        for (Step.FollowUp next : step.followUps()) {
            if (first.stream().anyMatch(other -> other.item().equals(next.item()))) {
                twins++;
            } else {
                first.add(next);
            }
        }
        List<Entry> leased = new ArrayList<>();
        int[] counts = {0, twins, 0};
        for (int i = first.size() - 1; i >= 0; i--) {
            WorkItem item = first.get(i).item();
            boolean page = first.get(i).page();
            String scope = item.scope().orElse(ownScope);
            ItemState state = i < space ? ItemState.LEASED : ItemState.QUEUED;
            Optional<Entry> met = find(item);
            Entry entry = met.orElseGet(() -> new Entry(item, order++, scope, state));
            if (met.isEmpty()) {
                entries.add(entry);
            } else if (entry.old && entry.unsuccessful()) {
                entry.old = false;
                entry.scope = scope;
                entry.state = state;
            } else {
                if (page && entry.walk == ownWalk) {
                    Entry endless = new Entry(item, order++, scope, ItemState.FAILED);
                    endless.endless = true;
                    entries.add(endless);
                    items++;
                    counts[2]++;
                } else {
                    counts[1]++;
                }
                continue;
            }
            entry.walk = page && ownWalk != null ? ownWalk : entry;
            items++;
            if (state == ItemState.LEASED) {
                leased.add(entry);
            } else {
                counts[0]++;
            }
        }
        Collections.reverse(leased);
        repeated += counts[1];
        complete();
        return new Result(leased, counts[0], counts[1], counts[2]);
    }

    private Optional<Entry> find(WorkItem item) {
        return entries.stream()
                .filter(entry -> !entry.endless && entry.item.equals(item))
                .findFirst();
    }

    private void propose(String scope, Step.CursorProposal proposal) {
        proposals.merge(
                scope,
                proposal.value(),
                (old, now) -> proposal.largest() && CursorOrder.INSTANCE.compare(now, old) <= 0 ? old : now);
    }

    private void complete() {
        proposals.forEach((scope, cursor) -> {
            if (entries.stream().noneMatch(entry -> entry.scope.equals(scope) && entry.state != ItemState.SUCCEEDED)) {
                cursors.put(scope, cursor);
            }
        });
    }

    List<Entry> lease(int most) {
        List<Entry> newest = entries.stream()
                .filter(entry -> entry.state == ItemState.QUEUED)
                .sorted((a, b) -> Integer.compare(b.order, a.order))
                .limit(most)
                .toList();
        newest.forEach(entry -> entry.state = ItemState.LEASED);
        return newest;
    }

    long requeue() {
        for (Entry entry : entries) {
            // Only one of equal pages can become an ordinary item.
            if (entry.endless && find(entry.item).isEmpty()) {
                entry.endless = false;
            }
        }
        List<Entry> again = entries.stream()
                .filter(entry -> entry.unsuccessful() && !entry.endless)
                .toList();
        for (Entry entry : again) {
            entry.state = ItemState.QUEUED;
            entry.walk = entry;
            items += entry.old ? 1 : 0;
            entry.old = false;
        }
        return again.size();
    }

    long count(ItemState state) {
        return entries.stream().filter(entry -> entry.state == state).count();
    }

    long failed() {
        return entries.stream().filter(Entry::unsuccessful).count();
    }

    OutcomeCounts outcomes() {
        Map<ItemOutcome, Long> ended = new EnumMap<>(ItemOutcome.class);
        entries.stream()
                .filter(entry -> !entry.old)
                .forEach(entry -> ended.merge(entry.state.outcome(), 1L, Long::sum));
        return new OutcomeCounts(items, ended, repeated);
    }
}
