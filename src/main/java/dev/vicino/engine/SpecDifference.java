package dev.vicino.engine;

import dev.vicino.CollectionSpec;
import dev.vicino.Metric;
import dev.vicino.PayloadType;
import dev.vicino.SpecMismatchException;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.SortedMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Holds the spec that a caller asks for against the one that a collection was created as.
public final class SpecDifference {
    private final List<String> differences = new ArrayList<>();

    private SpecDifference() {}

    /// Does nothing if they are equal.
    ///
    /// @param place where the collection is, for the message
    /// @throws SpecMismatchException with both values of each member that differs
    public static void refuse(CollectionSpec stored, CollectionSpec asked, String place) {
        SpecDifference difference = new SpecDifference();
        difference.compare("dimension", stored.dimension(), asked.dimension());
        difference.compare("metrics", symbols(stored.metrics()), symbols(asked.metrics()));
        difference.compare("encoding", stored.encoding(), asked.encoding());
        difference.compare("graph M", stored.graph().m(), asked.graph().m());
        difference.compare(
                "graph efConstruction",
                stored.graph().efConstruction(),
                asked.graph().efConstruction());
        difference.compare("embedder", stored.embedder(), asked.embedder());
        difference.compare("schema", symbols(stored.schema()), symbols(asked.schema()));
        difference.compare("index of words", stored.textIndexed(), asked.textIndexed());
        if (!difference.differences.isEmpty()) {
            throw new SpecMismatchException("collection '" + stored.name() + "' in " + place
                    + " was created with another spec: " + String.join("; ", difference.differences));
        }
    }

    private void compare(String what, @Nullable Object stored, @Nullable Object asked) {
        if (!Objects.equals(stored, asked)) {
            differences.add(what + " is " + shown(stored) + ", asked for is " + shown(asked));
        }
    }

    private static String shown(@Nullable Object value) {
        return value == null ? "not named" : value.toString();
    }

    private static String symbols(SortedMap<String, PayloadType> schema) {
        return schema.entrySet().stream()
                .map(field -> field.getKey() + ": " + field.getValue().symbol())
                .collect(Collectors.joining(", ", "[", "]"));
    }

    private static String symbols(Set<Metric> metrics) {
        return metrics.stream().map(Metric::symbol).collect(Collectors.joining(", ", "[", "]"));
    }
}
