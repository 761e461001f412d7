package dev.headrace.engine.budget.dialect;

import dev.headrace.engine.budget.Answer.Policy;
import dev.headrace.engine.budget.Answer.Remaining;
import dev.headrace.engine.budget.dialect.Meaning.Kind;
import dev.headrace.engine.budget.dialect.StructuredFields.Member;
import dev.headrace.spi.Limit.Unit;
import dev.headrace.spi.Limit.Window;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * The fields {@code RateLimit} and {@code RateLimit-Policy}: a dictionary in draft 07 of
 * draft-ietf-httpapi-ratelimit-headers, lists of named items in drafts 08 to 10. A field that is malformed is as if it were not there.
 */
final class PolicyQuotas {
    private static final String CONCURRENT = "concurrent-requests";
    private static final String REQUESTS = "requests";
    private static final String CONTENT_BYTES = "content-bytes";
    /** Its name in draft 08. */
    private static final String BYTES = "bytes";

    private PolicyQuotas() {}

    static Said read(Spoken spoken) {
        String field = spoken.alone(Kind.RATE_LIMIT);
        List<Member> policies = policies(spoken.alone(Kind.RATE_LIMIT_POLICY));
        OptionalInt atOnce = policies.isEmpty() ? OptionalInt.empty() : atOnce(policies);
        if (field == null) {
            return policies.isEmpty() ? Said.NOTHING : new Said(List.of(), false, atOnce, windows(policies));
        }
        List<Member> items = items(field);
        Said said = items.isEmpty() ? dictionary(field) : named(items, policies);
        return new Said(said.quotas(), said.nothingLeft(), atOnce, windows(policies));
    }

    // ---- windows

    /** What the policies say is counted in which span; drafts 04 to 07 put the count where the later ones have a name. */
    static List<Policy> windows(List<Member> policies) {
        List<Policy> windows = new ArrayList<>(policies.size());
        for (Member policy : policies) {
            boolean named = !(policy.value() instanceof Long);
            long most = whole(named ? policy.parameters().get("q") : policy.value());
            Duration length = seconds(policy.parameters().get("w"));
            Optional<Unit> unit = counted(policy);
            if (unit.isPresent() && most > 0 && most <= Integer.MAX_VALUE && length != null && !length.isZero()) {
                Window window = new Window((int) most, length);
                // Without a name, each length has its own.
                String name = named ? name(policy) : "w" + length.toSeconds();
                windows.add(new Policy(name, unit.get(), window, named));
            }
        }
        return windows;
    }

    /** Empty for what is not counted in windows, and for units that nobody here knows. */
    private static Optional<Unit> counted(Member policy) {
        Object unit = policy.parameters().get("qu");
        return switch (unit == null ? REQUESTS : text(unit)) {
            case REQUESTS -> Optional.of(Unit.COST);
            case CONTENT_BYTES, BYTES -> Optional.of(Unit.BYTES);
            default -> Optional.empty();
        };
    }

    private static List<Member> policies(@Nullable String field) {
        return field == null ? List.of() : items(field);
    }

    static List<Member> items(String field) {
        try {
            return StructuredFields.list(field);
        } catch (Malformed notAList) {
            return List.of();
        }
    }

    /** The least that a policy of this unit allows. */
    private static OptionalInt atOnce(List<Member> policies) {
        return policies.stream()
                .filter(policy -> CONCURRENT.equals(text(policy.parameters().get("qu"))))
                .map(policy -> policy.parameters().get("q"))
                .filter(Long.class::isInstance)
                .mapToInt(most -> (int) Math.max(1, Math.min(Integer.MAX_VALUE, (Long) most)))
                .min();
    }

    // ---- drafts 08 to 10

    private static Said named(List<Member> items, List<Member> policies) {
        List<Remaining> quotas = new ArrayList<>(items.size());
        boolean nothingLeft = false;
        for (Member item : items) {
            long left = whole(item.parameters().get("r"));
            String unit = left < 0 ? "" : unit(item, policies);
            nothingLeft |= left == 0 && !unit.equals(CONCURRENT);
            Duration reset = seconds(item.parameters().get("t"));
            boolean bytes = unit.equals(CONTENT_BYTES) || unit.equals(BYTES);
            boolean heeded = unit.equals(REQUESTS) || bytes || left == 0 && !unit.equals(CONCURRENT);
            if (left >= 0 && reset != null && heeded) {
                quotas.add(new Remaining(name(item), left, reset, bytes ? Unit.BYTES : Unit.COST, true));
            }
        }
        return new Said(quotas, nothingLeft);
    }

    /** Requests if the policy does not say something else, or is not told. */
    private static String unit(Member item, List<Member> policies) {
        for (Member policy : policies) {
            boolean same = policy.value().equals(item.value())
                    && Objects.equals(
                            policy.parameters().get("pk"), item.parameters().get("pk"));
            if (same && policy.parameters().containsKey("qu")) {
                return text(policy.parameters().get("qu"));
            }
        }
        return REQUESTS;
    }

    /** The name of a policy, and the part of the quota that the request belongs to. */
    private static String name(Member item) {
        String name = text(item.value());
        return item.parameters().get("pk") instanceof BareItems.Bytes part ? name + ":" + part.base64() : name;
    }

    // ---- draft 07

    private static Said dictionary(String field) {
        try {
            Map<String, Member> members = StructuredFields.dictionary(field);
            long left = whole(value(members.get("remaining")));
            Duration reset = seconds(value(members.get("reset")));
            List<Remaining> quotas = left < 0 || reset == null ? List.of() : List.of(new Remaining(left, reset));
            return new Said(quotas, left == 0);
        } catch (Malformed neither) {
            return Said.NOTHING;
        }
    }

    private static @Nullable Object value(@Nullable Member member) {
        return member == null ? null : member.value();
    }

    // ---- values

    /** -1 if it is no count. */
    private static long whole(@Nullable Object value) {
        return value instanceof Long count && count >= 0 ? count : -1;
    }

    private static @Nullable Duration seconds(@Nullable Object value) {
        long count = whole(value);
        Duration span = Duration.ofSeconds(Math.max(0, count));
        return count < 0 || !ResetTime.isCredible(span) ? null : span;
    }

    private static String text(@Nullable Object value) {
        return value instanceof String text ? text : value instanceof BareItems.Token token ? token.text() : "";
    }
}
