package dev.headrace.spi;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.NoSuchElementException;
import org.junit.jupiter.api.Test;

class WorkItemTest {
    @Test
    void equalItemsHaveEqualCanonicalFormsInWhateverOrderTheyWereMade() {
        WorkItem one = WorkItem.of("issues").with("repo", "a/b").with("page", 2);
        WorkItem other = WorkItem.of("issues").with("page", "2").with("repo", "a/b");

        assertThat(one).isEqualTo(other).hasSameHashCodeAs(other);
        assertThat(one.canonical()).isEqualTo(other.canonical()).isEqualTo("issues\tpage\t2\trepo\ta/b");
    }

    @Test
    void theCanonicalFormKeepsEveryCharacter() {
        WorkItem item =
                WorkItem.of("k\\i\tn\nd").with("a\tb", "\\t\n\\").with("", "").with("é", "\u0000😀");

        assertThat(WorkItem.parse(item.canonical())).isEqualTo(item);
        assertThat(item.canonical()).doesNotContain("\n");
    }

    @Test
    void itemsThatDifferInOneSeparatorDiffer() {
        WorkItem one = WorkItem.of("k").with("a", "b\tc");
        WorkItem other = WorkItem.of("k").with("a", "b").with("c", "");

        assertThat(one.canonical()).isNotEqualTo(other.canonical());
    }

    @Test
    void theScopeIsNotPartOfTheIdentity() {
        WorkItem item = WorkItem.of("k");

        assertThat(item.inScope("s")).isEqualTo(item);
        assertThat(item.inScope("s").with("a", 1).scope()).contains("s");
        assertThatIllegalArgumentException().isThrownBy(() -> item.inScope("")).withMessageContaining("k");
    }

    @Test
    void aMissingArgumentIsNamedWithTheItem() {
        assertThatThrownBy(() -> WorkItem.of("issues").with("page", 2).arg("pgae"))
                .isInstanceOf(NoSuchElementException.class)
                .hasMessage("work item issues{page=2} has no argument 'pgae'");
    }

    @Test
    void whatIsNoCanonicalFormIsRefused() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> WorkItem.parse("kind\ta"))
                .withMessageContaining("kind\ta");
    }
}
