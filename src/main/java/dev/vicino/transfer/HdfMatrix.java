package dev.vicino.transfer;

import dev.vicino.CollectionSpec;
import io.jhdf.HdfFile;
import io.jhdf.api.Dataset;
import io.jhdf.api.Node;
import java.io.IOException;
import java.lang.reflect.Array;
import java.nio.file.Path;
import java.util.Arrays;

/// The numbers of a data set of an HDF5 file.
final class HdfMatrix implements Matrix {
    private final Path path;
    private final HdfFile file;
    private final Dataset data;

    private HdfMatrix(Path path, HdfFile file, Dataset data) {
        this.path = path;
        this.file = file;
        this.data = data;
    }

    static HdfMatrix open(Path path, String name) {
        HdfFile file;
        try {
            file = new HdfFile(path);
        } catch (RuntimeException failed) {
            throw new TransferException(path + " cannot be read as HDF5: " + failed.getMessage(), failed);
        }
        try {
            checkLength(path, file);
            return new HdfMatrix(path, file, dataset(path, file, name));
        } catch (RuntimeException failed) {
            file.close();
            throw failed instanceof TransferException
                    ? failed
                    : new TransferException(path + " cannot be read as HDF5: " + failed.getMessage(), failed);
        }
    }

    /// The head says where the file ends; what is missing would otherwise show only where it is needed.
    private static void checkLength(Path path, HdfFile file) {
        long told = file.getHdfBackingStorage().getSuperblock().getEndOfFileAddress();
        long found = file.getHdfBackingStorage().size();
        if (found < told) {
            throw new TransferException(path + " has " + found + " bytes: it was cut short; expected " + told);
        }
    }

    private static Dataset dataset(Path path, HdfFile file, String name) {
        Node node = file.getChildren().get(name);
        if (!(node instanceof Dataset data)) {
            throw new TransferException(path + " has no data set '" + name + "'; expected one of "
                    + file.getChildren().keySet());
        }
        int[] extents = data.getDimensions();
        if (extents.length != 2 || extents[1] < 1 || extents[1] > CollectionSpec.MAX_DIMENSION) {
            throw new TransferException(path + " has a data set '" + name + "' of the extents "
                    + Arrays.toString(extents) + "; expected (rows, dimension), of 1 to " + CollectionSpec.MAX_DIMENSION
                    + " dimensions");
        }
        Class<?> type = data.getJavaType();
        if (type != float.class && type != double.class && type != int.class && type != byte.class) {
            throw new TransferException(path + " has a data set '" + name + "' of " + type.getSimpleName()
                    + "; expected float, double or whole numbers of up to 32 bits");
        }
        return data;
    }

    @Override
    public long rows() {
        return data.getDimensions()[0];
    }

    @Override
    public int columns() {
        return data.getDimensions()[1];
    }

    @Override
    public boolean whole() {
        return data.getJavaType() != float.class && data.getJavaType() != double.class;
    }

    @Override
    public void read(long firstRow, int count, double[] into) throws IOException {
        Object rows;
        try {
            rows = data.getData(new long[] {firstRow, 0}, new int[] {count, columns()});
        } catch (RuntimeException failed) {
            throw new TransferException(
                    path + " cannot be read on from row " + firstRow + ": " + failed.getMessage(), failed);
        }
        for (int row = 0; row < count; row++) {
            Object numbers = Array.get(rows, row);
            int from = row * columns();
            switch (numbers) {
                case float[] floats -> {
                    for (int i = 0; i < floats.length; i++) {
                        into[from + i] = floats[i];
                    }
                }
                case double[] doubles -> System.arraycopy(doubles, 0, into, from, doubles.length);
                default -> {
                    for (int i = 0; i < columns(); i++) {
                        into[from + i] = Array.getDouble(numbers, i);
                    }
                }
            }
        }
    }

    @Override
    public void close() {
        file.close();
    }
}
