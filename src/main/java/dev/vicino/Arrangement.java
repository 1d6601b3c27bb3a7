package dev.vicino;

/// How an answer is made of what lies near.
public sealed interface Arrangement {
    /// The nearest, nearest first.
    record Plain() implements Arrangement {}

    /// Near to the query and yet unlike each other, by maximal marginal relevance (Carbonell & Goldstein 1998): of the
    /// nearest candidates, one after the other is chosen that maximises
    /// `lambda · sim(query, item) − (1 − lambda) · max sim(chosen, item)`, the maximum being over those chosen before.
    ///
    /// The similarity is the metric's own value where the largest is nearest (the dot product), and the negated value
    /// where the smallest is (L2, L1, cosine). The first hit is the nearest; equals go by nearness, then by id.
    ///
    /// @param lambda the weight of nearness against diversity, in [0, 1]; 1 is the plain order
    /// @param candidates how many of the nearest are chosen from, 1 to [SearchRequest#MAX_LIMIT]; no fewer than the
    ///     hits that are asked for
    record Diverse(double lambda, int candidates) implements Arrangement {
        /// The candidates of an arrangement that names none.
        public static final int DEFAULT_CANDIDATES = 100;

        public Diverse {
            if (!(lambda >= 0 && lambda <= 1)) {
                throw new IllegalArgumentException("lambda is " + lambda + "; expected 0 to 1");
            }
            if (candidates < 1 || candidates > SearchRequest.MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "candidates are " + candidates + "; expected 1 to " + SearchRequest.MAX_LIMIT);
            }
        }
    }

    /// The nearest groups, by their nearest hit, each with its nearest hits. The request's limit and offset count
    /// groups. Numbers that are equal by value are one group; items that lack the field, or have a list, an object or
    /// several values there, are in none.
    ///
    /// @param field of the payload, or the path to one in nested objects, whose value makes the group
    /// @param perGroup hits of each group at the most, 1 to [SearchRequest#MAX_LIMIT]
    record Grouped(String field, int perGroup) implements Arrangement {
        public Grouped {
            if (field.isBlank()) {
                throw new IllegalArgumentException("the field to group by has a blank name");
            }
            if (perGroup < 1 || perGroup > SearchRequest.MAX_LIMIT) {
                throw new IllegalArgumentException(
                        "hits per group are " + perGroup + "; expected 1 to " + SearchRequest.MAX_LIMIT);
            }
        }
    }
}
