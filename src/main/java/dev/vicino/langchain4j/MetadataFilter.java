package dev.vicino.langchain4j;

import dev.langchain4j.store.embedding.filter.comparison.ContainsString;
import dev.langchain4j.store.embedding.filter.comparison.IsEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThan;
import dev.langchain4j.store.embedding.filter.comparison.IsGreaterThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsIn;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThan;
import dev.langchain4j.store.embedding.filter.comparison.IsLessThanOrEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotEqualTo;
import dev.langchain4j.store.embedding.filter.comparison.IsNotIn;
import dev.langchain4j.store.embedding.filter.logical.And;
import dev.langchain4j.store.embedding.filter.logical.Not;
import dev.langchain4j.store.embedding.filter.logical.Or;
import dev.vicino.Filter;
import dev.vicino.PayloadType;
import dev.vicino.adapter.MetadataPayload;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;

/// LangChain4j's filters as the store's.
final class MetadataFilter {
    private final Map<String, PayloadType> schema;

    /// @param schema the fields that the collection declares
    MetadataFilter(Map<String, PayloadType> schema) {
        this.schema = schema;
    }

    /// @throws UnsupportedOperationException if it is, or holds, none of LangChain4j's own conditions
    Filter translated(dev.langchain4j.store.embedding.filter.Filter filter) {
        return switch (filter) {
            case And and -> Filter.and(translated(and.left()), translated(and.right()));
            case Or or -> Filter.or(translated(or.left()), translated(or.right()));
            case Not not -> Filter.not(translated(not.expression()));
            case IsEqualTo equal -> oneOf(equal.key(), List.of(equal.comparisonValue()));
            case IsNotEqualTo unequal -> Filter.not(oneOf(unequal.key(), List.of(unequal.comparisonValue())));
            case IsIn in -> oneOf(in.key(), in.comparisonValues());
            case IsNotIn notIn -> Filter.not(oneOf(notIn.key(), notIn.comparisonValues()));
            case IsGreaterThan greater -> Filter.gt(greater.key(), operand(greater.comparisonValue()));
            case IsGreaterThanOrEqualTo least -> Filter.gte(least.key(), operand(least.comparisonValue()));
            case IsLessThan less -> Filter.lt(less.key(), operand(less.comparisonValue()));
            case IsLessThanOrEqualTo most -> Filter.lte(most.key(), operand(most.comparisonValue()));
            case ContainsString contains -> Filter.contains(contains.key(), contains.comparisonValue());
            default ->
                throw new UnsupportedOperationException("the filter " + filter
                        + " is none that the store knows; expected LangChain4j's own comparisons, and, or and not");
        };
    }

    private static Object operand(Comparable<?> value) {
        return MetadataPayload.operand(value);
    }

    private Filter oneOf(String key, Collection<?> values) {
        List<Object> operands =
                values.stream().flatMap(value -> alternatives(key, value)).toList();
        return operands.size() == 1 ? Filter.eq(key, operands.getFirst()) : Filter.in(key, operands);
    }

    /// A UUID finds the string of it, too, as in LangChain4j's own evaluation; unless the field is declared, and can
    /// hold one of the two alone.
    private Stream<Object> alternatives(String key, Object value) {
        if (!(value instanceof UUID)) {
            return Stream.of(MetadataPayload.operand(value));
        }
        PayloadType declared = schema.get(key);
        return switch (declared) {
            case STRING -> Stream.of(value.toString());
            case null -> Stream.of(value, value.toString());
            case UUID, LONG, DOUBLE, BOOLEAN, INSTANT -> Stream.of(value);
        };
    }
}
