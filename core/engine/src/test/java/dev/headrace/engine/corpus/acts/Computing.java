package dev.headrace.engine.corpus.acts;

import static dev.headrace.detector.Verdict.CPU;
import static dev.headrace.engine.corpus.Stage.use;

import dev.headrace.engine.corpus.Acts;
import java.math.BigInteger;
import java.security.MessageDigest;
import java.util.Random;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.zip.Deflater;

/** Computing for so long that it is as bad as blocking. Stateless. */
final class Computing {
    private Computing() {}

    static void addTo(Acts acts) {
        spinning(acts);
        working(acts);
    }

    @SuppressWarnings("ThreadPriorityCheck") // yielding is the act
    private static void spinning(Acts acts) {
        acts.watched("a loop of Thread.onSpinWait", CPU, stage -> () -> {
            while (!stage.isOver()) {
                Thread.onSpinWait();
            }
        });
        acts.watched("a loop of Thread.yield", CPU, stage -> () -> {
            while (!stage.isOver()) {
                Thread.yield();
            }
        });
    }

    private static void working(Acts acts) {
        acts.watched("SHA-256 of much", CPU, stage -> {
            MessageDigest digest = MessageDigest.getInstance("SHA-256");
            return () -> {
                while (!stage.isOver()) {
                    digest.update(new byte[10_000]);
                }
            };
        });
        acts.watched("a regular expression that goes back and forth", CPU, stage -> {
            CharSequence text = stage.endingText("a".repeat(60) + "b");
            Pattern pattern = Pattern.compile("(a|aa)+\\1c");
            return () -> pattern.matcher(text).find();
        });
        acts.watched("arithmetic with long numbers", CPU, stage -> {
            BigInteger number = new BigInteger(20_000, new Random(7));
            return () -> {
                while (!stage.isOver()) {
                    use(number.modPow(BigInteger.TEN, BigInteger.TWO.pow(1_000)));
                }
            };
        });
        acts.watched("sorting again and again", CPU, stage -> {
            int[] numbers = new Random(7).ints(50_000).toArray();
            return () -> {
                while (!stage.isOver()) {
                    use(IntStream.of(numbers).sorted().sum());
                }
            };
        });
        acts.watched("compressing in native code", CPU, stage -> {
            Deflater deflater = new Deflater(9);
            stage.closing(deflater::end);
            byte[] text = new byte[100_000];
            new Random(7).nextBytes(text);
            return () -> {
                while (!stage.isOver()) {
                    deflater.reset();
                    deflater.setInput(text);
                    deflater.deflate(new byte[100]);
                }
            };
        });
    }
}
