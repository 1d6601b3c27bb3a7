package dev.vicino.transfer;

import dev.vicino.Item;

/// A row of a file, held against the collection that it is meant for.
sealed interface ItemRow permits ItemRow.Good, RefusedRow {
    /// Its place among the rows, from 0.
    long number();

    /// A row that the collection takes.
    record Good(long number, Item item) implements ItemRow {}
}
