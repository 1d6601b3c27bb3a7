package dev.vicino.transfer;

import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/// The formats that there are.
public final class TransferFormats {
    private static final List<TransferFormat> ALL = List.of(
            new JsonLinesFormat(),
            new CsvFormat(),
            new NpyFormat(),
            new VecsFormat("fvecs", NumberType.FLOAT32),
            new VecsFormat("bvecs", NumberType.UINT8),
            new VecsFormat("ivecs", NumberType.INT32),
            new ArrowFormat(),
            new ParquetFormat(),
            new HdfFormat());

    private TransferFormats() {}

    /// The format of this name.
    ///
    /// @throws TransferException naming those that there are
    public static TransferFormat named(String name) {
        return ALL.stream()
                .filter(format -> format.name().equals(name.toLowerCase(Locale.ROOT)))
                .findFirst()
                .orElseThrow(() -> new TransferException("'" + name + "' is no format; expected one of " + names()));
    }

    /// The format that a file's name ends like.
    ///
    /// @throws TransferException naming the endings that there are
    public static TransferFormat of(Path file) {
        String name = String.valueOf(file.getFileName()).toLowerCase(Locale.ROOT);
        return ALL.stream()
                .filter(format -> format.suffixes().stream().anyMatch(name::endsWith))
                .findFirst()
                .orElseThrow(() -> new TransferException("'" + file + "' does not tell its format; expected a name that"
                        + " ends in "
                        + ALL.stream()
                                .flatMap(format -> format.suffixes().stream())
                                .collect(Collectors.joining(", "))
                        + ", or the format itself, one of " + names()));
    }

    /// All names, with commas between them.
    public static String names() {
        return ALL.stream().map(TransferFormat::name).collect(Collectors.joining(", "));
    }
}
