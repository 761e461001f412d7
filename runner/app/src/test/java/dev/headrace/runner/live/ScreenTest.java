package dev.headrace.runner.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.headrace.runner.live.Line.Look;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ScreenTest {
    private final FakeTerminal terminal = new FakeTerminal(40, 7);
    private final List<String> writes = new ArrayList<>();
    private final Screen screen = new Screen(
            text -> {
                writes.add(text);
                terminal.write(text);
            },
            true);

    private static List<Line> lines(String... texts) {
        return Stream.of(texts).map(text -> Line.of(text, Look.GREEN)).toList();
    }

    @Test
    void aPictureIsDrawnOverTheOneBefore() {
        terminal.write("$ headrace run\r\n");
        screen.show(lines("a 1", "b long line", "total"), "");
        screen.show(lines("a 2", "b", "total"), "");
        assertThat(terminal.lines()).containsExactly("$ headrace run", "a 2", "b", "total");
        assertThat(terminal.row()).as("row of the cursor, below the picture").isEqualTo(4);
    }

    @Test
    void aPictureIsOneWriteAndHoldsOnlyWhatHasChanged() {
        screen.show(lines("a 1", "b 1"), "");
        screen.show(lines("a 2", "b 1"), "");
        assertThat(writes).hasSize(2);
        assertThat(writes.get(1)).contains("a 2").doesNotContain("b 1");
    }

    @Test
    void nothingIsWrittenWhereNothingHasChanged() {
        screen.show(lines("a 1"), "");
        screen.show(lines("a 1"), "");
        assertThat(writes).hasSize(1);
    }

    @Test
    void linesThatComeMeanwhileStandAboveForGood() {
        screen.show(lines("a 1", "total"), "");
        screen.show(lines("a 1", "total"), "12:00 WARN one\n");
        screen.show(lines("a 2", "total"), "12:01 WARN two\n");
        assertThat(terminal.lines()).containsExactly("12:00 WARN one", "12:01 WARN two", "a 2", "total");
    }

    @Test
    void aLongLineAboveIsWrappedAndTheTableStaysWhole() {
        screen.show(lines("a 1", "total"), "");
        screen.show(lines("a 1", "total"), "x".repeat(50) + "\n");
        screen.show(lines("a 2", "total"), "");
        assertThat(terminal.lines()).containsExactly("x".repeat(40), "x".repeat(10), "a 2", "total");
    }

    @Test
    void atTheBottomOfTheTerminalNothingIsDoubled() {
        terminal.write("1\r\n2\r\n3\r\n4\r\n5\r\n6\r\n");
        screen.show(lines("a 1", "b 1", "total"), "");
        screen.show(lines("a 2", "b 2", "c 2", "total"), "");
        screen.show(lines("a 3", "b 3", "c 3", "total"), "log\n");
        assertThat(terminal.lines()).containsExactly("6", "log", "a 3", "b 3", "c 3", "total");
        assertThat(terminal.scrolled()).containsExactly("1", "2", "3", "4", "5");
    }

    @Test
    void aPictureThatGetsShorterLeavesNothingBehind() {
        screen.show(lines("a", "b", "c", "total"), "");
        screen.show(lines("a", "total"), "");
        assertThat(terminal.lines()).containsExactly("a", "total");
    }

    @Test
    void whatSomebodyTypesIsWipedByTheNextPicture() {
        screen.show(lines("a 1", "total"), "");
        terminal.write("^C");
        screen.show(lines("a 2", "total"), "");
        assertThat(terminal.lines()).containsExactly("a 2", "total");
    }

    @Test
    void aNarrowerTerminalThatBrokeTheLinesAnewIsDrawnAfresh() {
        FakeTerminal narrow = new FakeTerminal(20, 10);
        List<Line> wide = lines("0123456789012345678901234", "total");
        screen.show(wide, "");
        // As a terminal breaks anew what it has.
        narrow.write("log\r\n01234567890123456789\r\n01234\r\ntotal\r\n");
        Screen same = new Screen(narrow::write, false);
        same.show(List.of(), "");
        screen.resized(20);
        screen.show(lines("cut", "total"), "");
        narrow.write(writes.get(1));
        assertThat(narrow.lines()).containsExactly("log", "cut", "total");
    }

    @Test
    void afterSomebodyElseHasWrittenThePictureBeginsBelow() {
        screen.show(lines("a 1", "total"), "");
        terminal.write("[1]+ Stopped\r\n$ fg\r\n");
        screen.moved();
        screen.show(lines("a 2", "total"), "");
        assertThat(terminal.lines()).containsExactly("a 1", "total", "[1]+ Stopped", "$ fg", "a 2", "total");
    }

    @Test
    void betweenPicturesTheCursorIsVisible() {
        screen.show(lines("a 1"), "");
        assertThat(writes.get(0)).contains("\u001b[?25l");
        assertThat(terminal.cursorVisible()).isTrue();
    }

    @Test
    void withoutColoursTheTextIsTheSame() {
        List<String> plain = new ArrayList<>();
        new Screen(plain::add, false).show(lines("a 1"), "");
        screen.show(lines("a 1"), "");
        assertThat(writes.get(0)).contains("\u001b[32ma 1\u001b[0m");
        assertThat(plain.get(0)).contains("a 1").doesNotContain("m");
    }
}
