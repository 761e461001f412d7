package dev.headrace.testkit.contract;

import dev.headrace.testkit.trial.Fault;
import dev.headrace.testkit.trial.RequestKey;
import dev.headrace.testkit.upstream.ReceivedRequest;
import dev.headrace.testkit.upstream.Reply;
import dev.headrace.testkit.upstream.Responder;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** What goes wrong with pages: each is answered with what belongs to another one. */
enum PageFault {
    /** Every page is the first, for ever. */
    LOOPING("every page was answered as the first one") {
        @Override
        int shown(int page) {
            return 0;
        }
    },
    /** Something was put in before the first page while the walk was under way. */
    SHIFTING("from the second on every page was answered as the one before it") {
        @Override
        int shown(int page) {
            return page - 1;
        }
    },
    /** The second page comes twice. */
    DUPLICATED("the third page was answered as the second one") {
        @Override
        int shown(int page) {
            return page == 2 ? 1 : page;
        }
    },
    /** The first two pages come in turn, for ever. */
    ALTERNATING("every page was answered as the first and the second one in turn") {
        @Override
        int shown(int page) {
            return page % 2;
        }
    };

    private final String what;

    PageFault(String what) {
        this.what = what;
    }

    /** What was answered, for people. */
    String what() {
        return what;
    }

    /** Which page of the walk is shown in place of another, both counted from 0. */
    abstract int shown(int page);

    /**
     * The fault over one walk.
     *
     * @param walk the pages of the good run, from the first
     * @param swapped counts the pages that were answered with another
     */
    Fault over(List<RequestKey> walk, Collection<String> secrets, AtomicInteger swapped) {
        return Fault.onAll(new Answers(this, walk, secrets, swapped));
    }

    /** Remembers the good answers, since only the request for a page gives them. */
    private static final class Answers implements Fault.Answer {
        private final PageFault fault;
        private final List<RequestKey> walk;
        private final Collection<String> secrets;
        private final AtomicInteger swapped;
        private final Map<Integer, Reply> good = new HashMap<>();

        Answers(PageFault fault, List<RequestKey> walk, Collection<String> secrets, AtomicInteger swapped) {
            this.fault = fault;
            this.walk = new ArrayList<>(walk);
            this.secrets = List.copyOf(secrets);
            this.swapped = swapped;
        }

        @Override
        public synchronized Reply reply(ReceivedRequest request, Responder healthy) {
            RequestKey key = RequestKey.received(request, secrets);
            Reply own = healthy.reply(request);
            int page = page(key);
            if (page < 0) {
                return own;
            }
            good.put(page, own);
            @Nullable Reply shown = good.get(fault.shown(page));
            if (shown == null || shown == own) {
                return own;
            }
            swapped.incrementAndGet();
            return shown;
        }

        /** A page that the good run had no need of belongs to the walk too, at its end. */
        private int page(RequestKey key) {
            int known = walk.indexOf(key);
            if (known < 0 && path(key).equals(path(walk.get(walk.size() - 1)))) {
                walk.add(key);
                return walk.size() - 1;
            }
            return known;
        }

        private static String path(RequestKey key) {
            return key.target().replaceFirst("\\?.*", "");
        }
    }
}
