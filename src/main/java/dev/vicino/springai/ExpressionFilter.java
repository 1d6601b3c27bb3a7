package dev.vicino.springai;

import dev.vicino.Filter;
import dev.vicino.adapter.MetadataPayload;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.ai.vectorstore.filter.Filter.Expression;
import org.springframework.ai.vectorstore.filter.Filter.Group;
import org.springframework.ai.vectorstore.filter.Filter.Operand;
import org.springframework.ai.vectorstore.filter.Filter.Value;

/// Spring AI's filter expressions as the store's filters.
final class ExpressionFilter {
    private ExpressionFilter() {}

    /// @throws IllegalArgumentException if an operator has not the operands that it needs, naming the expression
    static Filter translated(Expression expression) {
        return switch (expression.type()) {
            case AND -> Filter.and(condition(expression, expression.left()), condition(expression, expression.right()));
            case OR -> Filter.or(condition(expression, expression.left()), condition(expression, expression.right()));
            case NOT -> Filter.not(condition(expression, expression.left()));
            case EQ -> Filter.eq(field(expression), value(expression));
            case NE -> Filter.ne(field(expression), value(expression));
            case GT -> Filter.gt(field(expression), value(expression));
            case GTE -> Filter.gte(field(expression), value(expression));
            case LT -> Filter.lt(field(expression), value(expression));
            case LTE -> Filter.lte(field(expression), value(expression));
            case IN -> Filter.in(field(expression), values(expression));
            case NIN -> Filter.notIn(field(expression), values(expression));
            case ISNULL -> Filter.isNull(field(expression));
            case ISNOTNULL -> Filter.exists(field(expression));
        };
    }

    private static Filter condition(Expression whole, @Nullable Operand operand) {
        if (operand instanceof Group group) {
            return translated(group.content());
        }
        if (operand instanceof Expression expression) {
            return translated(expression);
        }
        throw refused(whole, operand, "an expression or a group");
    }

    /// The metadata field, without the quotes that may stand around a name in a text expression.
    private static String field(Expression expression) {
        if (!(expression.left() instanceof org.springframework.ai.vectorstore.filter.Filter.Key key)) {
            throw refused(expression, expression.left(), "a key on the left");
        }
        String name = key.key();
        boolean quoted = name.length() > 2
                && (name.charAt(0) == '\'' || name.charAt(0) == '"')
                && name.charAt(name.length() - 1) == name.charAt(0);
        return quoted ? name.substring(1, name.length() - 1) : name;
    }

    private static Object value(Expression expression) {
        if (!(expression.right() instanceof Value value)) {
            throw refused(expression, expression.right(), "a value on the right");
        }
        return MetadataPayload.operand(value.value());
    }

    private static List<Object> values(Expression expression) {
        if (!(value(expression) instanceof List<?> several)) {
            throw refused(expression, expression.right(), "a list on the right");
        }
        return several.stream().map(MetadataPayload::operand).toList();
    }

    private static IllegalArgumentException refused(Expression whole, @Nullable Operand found, String expected) {
        return new IllegalArgumentException(
                "the filter expression " + whole + " has " + found + " where " + whole.type() + " expects " + expected);
    }
}
