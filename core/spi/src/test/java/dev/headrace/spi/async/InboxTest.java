package dev.headrace.spi.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class InboxTest {
    private final Inbox<Letter> inbox = new Inbox<>();

    @Test
    void itemsComeOutInTheOrderInWhichTheyWentIn() {
        inbox.add(new Letter(0, 1));
        inbox.add(new Letter(0, 2));
        assertThat(inbox.poll()).extracting(letter -> letter.number).isEqualTo(1);
        inbox.add(new Letter(0, 3));

        assertThat(inbox.poll()).extracting(letter -> letter.number).isEqualTo(2);
        assertThat(inbox.poll()).extracting(letter -> letter.number).isEqualTo(3);
        assertThat(inbox.poll()).isNull();
    }

    @Test
    void noItemIsLostOrDoubledBetweenManySendersAndOneReader() throws InterruptedException {
        int senders = 4;
        int letters = 50_000;
        List<Thread> threads = new ArrayList<>();
        for (int sender = 0; sender < senders; sender++) {
            int from = sender;
            threads.add(new Thread(() -> {
                for (int number = 1; number <= letters; number++) {
                    inbox.add(new Letter(from, number));
                }
            }));
        }
        threads.forEach(Thread::start);

        int[] last = new int[senders];
        int received = 0;
        while (received < senders * letters) {
            Letter letter = inbox.poll();
            if (letter == null) {
                Thread.onSpinWait();
                continue;
            }
            received++;
            assertThat(letter.number).isEqualTo(++last[letter.from]);
        }
        for (Thread thread : threads) {
            thread.join();
        }
        assertThat(inbox.poll()).isNull();
        assertThat(last).containsOnly(letters);
    }

    private static final class Letter extends Inbox.Link<Letter> {
        private final int from;
        private final int number;

        Letter(int from, int number) {
            this.from = from;
            this.number = number;
        }
    }
}
