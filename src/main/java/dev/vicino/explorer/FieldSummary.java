package dev.vicino.explorer;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// What the items of a collection hold in one payload field.
///
/// @param name the field's path
/// @param type `string`, `long`, `double`, `boolean`, `instant`, `uuid`, or `mixed` for several of these; of lists,
///     that of their elements
/// @param list whether any item holds a list
/// @param present items that have the field
/// @param min of numbers and instants (as text); null for other types
/// @param max of numbers and instants
/// @param values all of them, if they are at most [FieldSurvey#MOST_VALUES], in order; else null
@JsonInclude(JsonInclude.Include.NON_NULL)
record FieldSummary(
        String name,
        String type,
        boolean list,
        long present,
        @Nullable Object min,
        @Nullable Object max,
        @Nullable List<ValueCount> values) {
    /// A value that occurs.
    ///
    /// @param value as JSON writes it
    /// @param filter the condition that lets just this value through
    /// @param count items that have it
    record ValueCount(Object value, String filter, long count) {}
}
