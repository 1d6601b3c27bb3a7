package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import dev.vicino.Item;
import dev.vicino.Metric;
import dev.vicino.PayloadTypeException;
import dev.vicino.SchemaCheck;
import java.io.Closeable;
import java.io.IOException;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/// A file's rows as items for a collection, or refused by what that collection takes.
final class ItemRows implements Closeable {
    private final RowReader rows;
    private final CollectionSpec spec;
    private final @Nullable String idPrefix;

    /// @param idPrefix with the row's number behind it, the id of a row that has none; null to refuse that
    ItemRows(RowReader rows, CollectionSpec spec, @Nullable String idPrefix) {
        this.rows = rows;
        this.spec = spec;
        this.idPrefix = idPrefix;
    }

    OptionalLong total() {
        return rows.total();
    }

    void skip(long count) throws IOException {
        rows.skip(count);
    }

    @Nullable
    ItemRow next() throws IOException {
        Row row = rows.next();
        return switch (row) {
            case null -> null;
            case RefusedRow refused -> refused;
            case Row.Given given -> checked(given.number(), given.draft());
        };
    }

    private ItemRow checked(long number, Draft draft) {
        try {
            Item item = new Item(id(number, draft), vector(draft), draft.payload(), draft.text(), draft.source());
            SchemaCheck.check(spec, "item '" + item.id() + "'", item.payload());
            return new ItemRow.Good(number, item);
        } catch (IllegalArgumentException | PayloadTypeException reason) {
            return new RefusedRow(number, String.valueOf(reason.getMessage()), "");
        }
    }

    private String id(long number, Draft draft) {
        if (draft.id() != null) {
            return draft.id();
        }
        if (idPrefix == null) {
            throw new IllegalArgumentException(
                    "it has no id; expected one, or a prefix from which ids are made with the row's number");
        }
        return idPrefix + number;
    }

    private float[] vector(Draft draft) {
        float[] vector = draft.vector();
        if (vector == null) {
            throw new IllegalArgumentException("it has no vector; expected " + spec.dimension() + " numbers");
        }
        if (vector.length != spec.dimension()) {
            throw new IllegalArgumentException("its vector has " + vector.length + " dimensions; collection '"
                    + spec.name() + "' has " + spec.dimension());
        }
        boolean zero = true;
        for (int i = 0; i < vector.length; i++) {
            if (!Float.isFinite(vector[i])) {
                throw new IllegalArgumentException(
                        "its vector has " + vector[i] + " at position " + i + "; expected finite numbers only");
            }
            zero &= vector[i] == 0;
        }
        if (zero && spec.metrics().contains(Metric.COSINE)) {
            throw new IllegalArgumentException("its vector is all zeros, which has no direction; collection '"
                    + spec.name() + "' compares directions (cosine)");
        }
        return vector;
    }

    @Override
    public void close() throws IOException {
        rows.close();
    }
}
