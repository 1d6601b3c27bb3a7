package dev.vicino.lucene;

import static org.assertj.core.api.Assertions.assertThat;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.VectorCollection;
import dev.vicino.VectorStore;
import java.io.EOFException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/// A process that changes a store without rest is killed at any moment, again and again.
///
/// `mvn -Psoak verify` kills it 150 times instead of 4.
class LuceneCrashSoakTest {
    private static final int KILLS = Boolean.getBoolean("vicino.soak") ? 150 : 4;
    private static final CollectionSpec SPEC = CollectionSpec.of("items", 6).metrics(Metric.values());
    private static final int IDS = 200;
    private static final int LONGEST_LIFE_MILLIS = 400;

    @TempDir
    private Path folder;

    /// Does steps from a number on, each flushed, and says after each that it is on disk.
    static final class Writer {
        public static void main(String[] arguments) {
            try (VectorStore store = LuceneVectorStore.open(Path.of(arguments[0]))) {
                VectorCollection items = store.collection(SPEC);
                System.out.println("open");
                for (int step = Integer.parseInt(arguments[1]); ; step++) {
                    Step.of(step).apply(items);
                    if (step % 17 == 0) {
                        items.compact();
                    } else {
                        items.flush();
                    }
                    System.out.println(step);
                }
            }
        }
    }

    /// What one step changes, which its number decides: items put in, some of them over others, then some taken out.
    /// Among them is one that says the number of the step.
    record Step(List<Item> put, List<String> taken) {
        static Step of(int number) {
            Random random = new Random(number);
            List<Item> put = new ArrayList<>();
            put.add(Item.of("last step", new float[] {1, 1, 1, 1, 1, 1}).with("step", number));
            for (int i = 0; i < 1 + random.nextInt(30); i++) {
                float[] vector = new float[SPEC.dimension()];
                for (int j = 0; j < vector.length; j++) {
                    vector[j] = random.nextFloat() - 0.5f;
                }
                put.add(Item.of("i" + random.nextInt(IDS), vector).with("step", number));
            }
            List<String> taken = new ArrayList<>();
            for (int i = 0; i < random.nextInt(10); i++) {
                taken.add("i" + random.nextInt(IDS));
            }
            return new Step(put, taken);
        }

        void apply(VectorCollection items) {
            taken.forEach(items::delete);
            items.upsert(put);
        }

        void apply(Map<String, Item> model) {
            taken.forEach(model::remove);
            put.forEach(item -> model.put(item.id(), item));
        }
    }

    @Test
    void a_killed_writer_leaves_every_flushed_step_and_no_half_of_one() throws Exception {
        Random random = new Random(7);
        TreeMap<String, Item> model = new TreeMap<>();
        int done = 0;
        for (int kill = 0; kill < KILLS; kill++) {
            int reported = runAndKill(done + 1, random.nextInt(LONGEST_LIFE_MILLIS));
            done = assertWholeSteps(model, done, Math.max(done, reported), "kill " + kill);
        }
    }

    /// The last step that the writer reported, or -1.
    private int runAndKill(int from, int lifeMillis) throws Exception {
        int reported = -1;
        try (ChildJvm writer = ChildJvm.start(Writer.class, folder.toString(), String.valueOf(from))) {
            writer.awaitLine("open");
            Thread.sleep(lifeMillis);
            writer.kill();
            while (true) {
                reported = Integer.parseInt(writer.nextLine());
            }
        } catch (EOFException end) {
            return reported;
        }
    }

    private int assertWholeSteps(Map<String, Item> model, int before, int reported, String what) {
        assertThat(LuceneVectorStore.verify(folder).findings()).as(what).isEmpty();
        try (VectorStore store = LuceneVectorStore.open(folder);
                Stream<Item> all = store.collection(SPEC).scan()) {
            List<Item> found = all.toList();
            int last = found.stream()
                    .filter(item -> item.id().equals("last step"))
                    .map(item -> String.valueOf(item.payload().asMap().get("step")))
                    .mapToInt(Integer::parseInt)
                    .findAny()
                    .orElse(0);
            // The last flush may have ended after the last report was read.
            assertThat(last).as(what).isBetween(reported, reported + 1);
            for (int step = before + 1; step <= last; step++) {
                Step.of(step).apply(model);
            }
            assertThat(found).as(what).containsExactlyElementsOf(model.values());
            return last;
        }
    }
}
