/// Items out of files and into files: the same ids, vectors, payloads, texts and sources, bit for bit where the format
/// can hold them.
///
/// [TransferFormats] knows the [TransferFormat]s by name and by suffix. An [Import] checks a whole file, then puts its
/// rows into a collection; an [Export] writes what a collection holds at one moment.
///
/// | format | holds |
/// |---|---|
/// | `jsonl` ([JsonLinesFormat]) | all of an item |
/// | `csv` ([CsvFormat]) | all of an item; columns of one's own are payload fields |
/// | `npy` ([NpyFormat]) | vectors; all else in JSON Lines beside it |
/// | `fvecs`, `bvecs`, `ivecs` ([VecsFormat]) | vectors; all else in JSON Lines beside it |
/// | `arrow` ([ArrowFormat]) | all of an item; columns of one's own are payload fields |
/// | `parquet` ([ParquetFormat]) | all of an item; columns of one's own are payload fields |
/// | `hdf5` ([HdfFormat]) | vectors, as ann-benchmarks keeps them; all else in JSON Lines beside it |
///
/// Rows count from 0, as NumPy and the ground truths of ann-benchmarks count; lines from 1, as editors do.
///
/// ## Why
/// - **Nothing half-imported** means: a file with a bad row changes nothing at all, and does not leave an empty
///   collection either. An item that an upsert has replaced cannot be brought back, so the file is read twice: once to
///   check every row, once to store. Rows to be skipped are known after the first reading, too.
/// - **An interruption is not a refusal.** What was flushed stays, [ImportJournal] says up to which row that goes, and
///   the same import begun again goes on from there. The journal is written after the flush that it speaks of, so a
///   kill between the two has some rows stored twice over, which changes nothing: an id is a key.
/// - **An id stands once in a file.** Of two rows with one id, one would vanish unseen; the later is refused.
/// - **Formats give rows, not items**: only the import knows the collection, so it alone says what is refused. What
///   ends an import whatever was asked for – a wrong magic, a cut file – is a [TransferException]; what spoils one
///   row is a [RefusedRow].
/// - **The JSON of a payload is made here for others**: types survive, and it reads as anyone would write it
///   ([PayloadJson]). What the engine stores is its own form, changed with its format; what the explorer and `--json`
///   show is for reading, and tells an instant from its text no more.
/// - **Libraries are optional**, and named by one format each: without it the others work, and this one says what is
///   missing.
/// - **HDF5 is written by jhdf's parts, not by its writer**, which wants all data on the heap: [HdfHead].
/// - **Parquet is read by one library and written by another.** hardwood, in the newest version that is published, only
///   reads. parquet-java writes, for eight jars of 30 MB: 20 MB of these are Hadoop's, for the one class that its
///   writer loads. An encoder of our own would save them, and have to be kept.
@NullMarked
package dev.vicino.transfer;

import org.jspecify.annotations.NullMarked;
