package dev.vicino.transfer;

import io.jhdf.Constants;
import io.jhdf.ObjectHeader.ObjectHeaderV2;
import io.jhdf.Superblock.SuperblockV2V3;
import io.jhdf.object.datatype.FloatingPoint;
import io.jhdf.object.message.DataLayoutMessage.ContiguousDataLayoutMessage;
import io.jhdf.object.message.DataSpace;
import io.jhdf.object.message.DataSpaceMessage;
import io.jhdf.object.message.DataTypeMessage;
import io.jhdf.object.message.FillValueMessage;
import io.jhdf.object.message.GroupInfoMessage;
import io.jhdf.object.message.LinkInfoMessage;
import io.jhdf.object.message.LinkMessage;
import io.jhdf.object.message.Message;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// All of an HDF5 file that stands before its numbers: superblock, root group, and one data set of float32 in rows,
/// which lie in one piece up to the file's end. Source: the HDF5 File Format Specification, version 3.0.
///
/// jhdf's own writer takes a data set as one array on the heap. Its parts do not: they make each piece of the head, and
/// the numbers need no making.
final class HdfHead {
    /// Of each number.
    static final ByteOrder ORDER = FloatingPoint.FLOAT.getByteOrder();

    private HdfHead() {}

    /// The head, always of the same length for data sets of one name, so that it can be written before the number of
    /// rows is known.
    static byte[] ofFloats(String dataset, long rows, int columns) {
        SuperblockV2V3 unplaced = new SuperblockV2V3(0, 0);
        long groupAddress = unplaced.toBuffer(0).limit();
        long datasetAddress = groupAddress + group(groupAddress, dataset, 0).limit();
        long address =
                datasetAddress + dataset(datasetAddress, rows, columns, 0).limit();
        ByteBuffer superblock = new SuperblockV2V3(0, groupAddress).toBuffer(address + rows * columns * Float.BYTES);
        return ByteBuffer.allocate(Math.toIntExact(address))
                .put(superblock)
                .put(group(groupAddress, dataset, datasetAddress))
                .put(dataset(datasetAddress, rows, columns, address))
                .array();
    }

    private static ByteBuffer group(long address, String dataset, long datasetAddress) {
        return object(
                address,
                LinkInfoMessage.createBasic(),
                GroupInfoMessage.createBasic(),
                LinkMessage.create(dataset, datasetAddress));
    }

    private static ByteBuffer dataset(long address, long rows, int columns, long numbers) {
        DataSpace extents =
                DataSpace.modifyDimensions(DataSpace.fromObject(new float[1][1]), new long[] {rows, columns});
        return object(
                address,
                DataTypeMessage.create(FloatingPoint.FLOAT),
                DataSpaceMessage.create(extents),
                FillValueMessage.NO_FILL,
                ContiguousDataLayoutMessage.create(
                        rows == 0 ? Constants.UNDEFINED_ADDRESS : numbers, rows * columns * Float.BYTES));
    }

    private static ByteBuffer object(long address, Message... messages) {
        return new ObjectHeaderV2(address, List.of(messages)).toBuffer();
    }
}
