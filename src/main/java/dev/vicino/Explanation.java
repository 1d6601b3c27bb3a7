package dev.vicino;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.stream.Collectors;

/// Why an item stands where it stands in an answer, or does not.
///
/// @param id of the item
/// @param value of it, in the metric's own unit
/// @param contributions what each dimension adds to the sum that the value is made of (see [Metric#contributions]), in
///     the order of the dimensions
/// @param exactRank 1 for the nearest among all that filter and range let through; for an item that they do not, the
///     rank that it would have
/// @param standing of the item in the answer
/// @param answer to the request
public record Explanation(
        String id,
        double value,
        List<Contribution> contributions,
        long exactRank,
        Standing standing,
        SearchResult answer) {
    private static final int SHOWN = 10;

    public Explanation {
        contributions = List.copyOf(contributions);
        Objects.requireNonNull(standing, "standing");
    }

    /// What one dimension adds.
    ///
    /// @param dimension from 0
    /// @param amount added to the sum
    public record Contribution(int dimension, double amount) {
        static List<Contribution> of(double[] amounts) {
            List<Contribution> contributions = new ArrayList<>(amounts.length);
            for (double amount : amounts) {
                contributions.add(new Contribution(contributions.size(), amount));
            }
            return contributions;
        }
    }

    /// Where an item stands.
    public enum Standing {
        HIT("is a hit"),
        ON_AN_EARLIER_PAGE("lies before the offset"),
        BEYOND_THE_LIMIT("lies beyond the limit"),
        MISSED("belongs into the answer, and the graph search missed it"),
        NOT_CHOSEN("was not chosen by the answer's arrangement"),
        FILTERED_OUT("does not pass the filter"),
        OUT_OF_RANGE("has a value outside the range"),
        PART_OF_THE_QUERY("is part of the query, and so left out");

        private final String words;

        Standing(String words) {
            this.words = words;
        }

        /// The standing as the end of a sentence about the item.
        public String words() {
            return words;
        }
    }

    /// The explanation of an item, its contributions given by dimension.
    public static Explanation of(
            String id, double value, double[] contributions, long exactRank, Standing standing, SearchResult answer) {
        return new Explanation(id, value, Contribution.of(contributions), exactRank, standing, answer);
    }

    /// Whether the answer holds the item.
    public boolean found() {
        return standing == Standing.HIT;
    }

    /// The contributions of the greatest magnitude, the greatest first, ties by dimension.
    public List<Contribution> largest(int count) {
        return contributions.stream()
                .sorted(Comparator.comparingDouble((Contribution each) -> -Math.abs(each.amount))
                        .thenComparingInt(Contribution::dimension))
                .limit(count)
                .toList();
    }

    @Override
    public String toString() {
        String largest = largest(SHOWN).stream()
                .map(each -> String.format(Locale.ROOT, "%d: %.6g", each.dimension, each.amount))
                .collect(Collectors.joining(", "));
        return String.format(
                Locale.ROOT,
                "'%s' %s: %s %.6g, exact rank %,d%nlargest contributions by dimension: %s%n%s",
                id,
                standing.words,
                answer.metric().title(),
                value,
                exactRank,
                largest,
                answer.plan());
    }
}
