package dev.vicino.evaluation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.vicino.DimensionMismatchException;
import dev.vicino.Metric;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class NearestVoteTest {
    private static final LabelledVectors LINE =
            new LabelledVectors(new float[][] {{1}, {2}, {3}, {10}, {11}}, new int[] {7, 8, 8, 7, 7});

    private static int winner(LabelledVectors base, int k, float at) {
        return new NearestVote(base, Metric.EUCLIDEAN, k).labels(new float[][] {{at}}, Progress.NONE)[0];
    }

    @Test
    void the_majority_wins() {
        assertThat(winner(LINE, 1, 0)).isEqualTo(7);
        assertThat(winner(LINE, 3, 0)).isEqualTo(8);
        assertThat(winner(LINE, 5, 0)).isEqualTo(7);
    }

    @Test
    void of_equal_votes_the_nearer_wins() {
        assertThat(winner(LINE, 2, 0)).isEqualTo(7);
        assertThat(winner(LINE, 2, 1.9f)).isEqualTo(8);
        assertThat(winner(LINE, 4, 0)).isEqualTo(7);
    }

    @Test
    void of_equal_distances_the_first_in_the_base_votes() {
        LabelledVectors tied = new LabelledVectors(new float[][] {{1}, {-1}}, new int[] {4, 5});
        assertThat(winner(tied, 1, 0)).isEqualTo(4);
    }

    @Test
    void all_vote_if_there_are_fewer_than_k() {
        assertThat(winner(LINE, 100, 2)).isEqualTo(7);
    }

    /// Held against a vote written out: every value by [Metric#between], sorted.
    @ParameterizedTest
    @EnumSource
    void agrees_with_a_vote_written_out(Metric metric) {
        LabelledVectors base = random(700, 1);
        LabelledVectors queries = random(150, 2);
        int[] expected = IntStream.range(0, 150)
                .map(i -> writtenOut(base, metric, queries.vectors()[i]))
                .toArray();
        NearestVote vote = new NearestVote(base, metric, 10);
        assertThat(vote.labels(queries.vectors(), Progress.NONE)).isEqualTo(expected);
        long correct = IntStream.range(0, 150)
                .filter(i -> expected[i] == queries.labels()[i])
                .count();
        VoteResult result = vote.score(queries, Progress.NONE);
        assertThat(result).isEqualTo(new VoteResult((int) correct, 150));
        assertThat(result.accuracy()).isEqualTo(correct / 150.0);
    }

    private static int writtenOut(LabelledVectors base, Metric metric, float[] query) {
        List<Integer> order = IntStream.range(0, base.labels().length)
                .boxed()
                .sorted((a, b) -> metric.compareNearestFirst(
                        metric.between(query, base.vectors()[a]), metric.between(query, base.vectors()[b])))
                .limit(10)
                .toList();
        int[] votes = new int[5];
        order.forEach(i -> votes[base.labels()[i]]++);
        int most = IntStream.of(votes).max().orElseThrow();
        return order.stream()
                .map(i -> base.labels()[i])
                .filter(label -> votes[label] == most)
                .findFirst()
                .orElseThrow();
    }

    private static LabelledVectors random(int count, long seed) {
        Random random = new Random(seed);
        float[][] vectors = new float[count][9];
        int[] labels = new int[count];
        for (int i = 0; i < count; i++) {
            labels[i] = random.nextInt(5);
            for (int j = 0; j < 9; j++) {
                vectors[i][j] = (float) random.nextGaussian() + (j == labels[i] ? 1 : 0);
            }
        }
        return new LabelledVectors(vectors, labels);
    }

    @Test
    void progress_rises_to_the_number_of_queries() {
        List<Long> heard = new ArrayList<>();
        new NearestVote(LINE, Metric.MANHATTAN, 1).labels(new float[2500][1], (done, total) -> {
            assertThat(total).isEqualTo(2500);
            heard.add(done);
        });
        assertThat(heard).isSorted().hasSize(3).endsWith(2500L);
    }

    @Test
    void what_cannot_vote_is_refused() {
        LabelledVectors none = new LabelledVectors(new float[0][], new int[0]);
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestVote(none, Metric.COSINE, 1));
        assertThatIllegalArgumentException().isThrownBy(() -> new NearestVote(LINE, Metric.COSINE, 0));
        assertThatIllegalArgumentException().isThrownBy(() -> new LabelledVectors(new float[2][1], new int[1]));
        NearestVote vote = new NearestVote(LINE, Metric.EUCLIDEAN, 1);
        assertThatIllegalArgumentException().isThrownBy(() -> vote.score(none, Progress.NONE));
        assertThatThrownBy(() -> vote.labels(new float[][] {{1, 2}}, Progress.NONE))
                .isInstanceOf(DimensionMismatchException.class);
    }
}
