package dev.vicino.lucene;

import java.io.IOException;
import java.util.Collection;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.lucene.store.Directory;
import org.apache.lucene.store.FilterDirectory;
import org.apache.lucene.store.FilterIndexOutput;
import org.apache.lucene.store.IOContext;
import org.apache.lucene.store.IndexOutput;

/// A disk that fails at its n-th writing operation: creating a file, writing into it, forcing it, renaming, forcing the
/// folder.
final class FaultyDirectory extends FilterDirectory {
    /// What the failing disk does.
    enum Fault {
        /// The operation fails and has done nothing; later ones succeed.
        ONCE,
        /// The operation and all that follow fail: the disk is full, or gone.
        FOR_GOOD,
        /// A write leaves half of its bytes, and then the disk is gone.
        TORN
    }

    /// Counts down over all folders of a store.
    ///
    /// @param untilFault operations that still succeed
    record Plan(Fault fault, AtomicInteger untilFault) {
        static Plan at(Fault fault, int operation) {
            return new Plan(fault, new AtomicInteger(operation));
        }

        boolean hasStruck() {
            return untilFault.get() < 0;
        }

        private boolean strikes() {
            int left = untilFault.decrementAndGet();
            return fault == Fault.ONCE ? left == -1 : left < 0;
        }

        private void operation(String what) throws IOException {
            if (strikes()) {
                throw new IOException("fault of the disk: " + what);
            }
        }
    }

    private final Plan plan;

    FaultyDirectory(Directory disk, Plan plan) {
        super(disk);
        this.plan = plan;
    }

    @Override
    public IndexOutput createOutput(String name, IOContext context) throws IOException {
        plan.operation("creating " + name);
        return new FaultyOutput(super.createOutput(name, context));
    }

    @Override
    public IndexOutput createTempOutput(String prefix, String suffix, IOContext context) throws IOException {
        plan.operation("creating " + prefix);
        return new FaultyOutput(super.createTempOutput(prefix, suffix, context));
    }

    @Override
    public void sync(Collection<String> names) throws IOException {
        plan.operation("forcing " + names);
        super.sync(names);
    }

    @Override
    public void rename(String from, String to) throws IOException {
        plan.operation("renaming " + from);
        super.rename(from, to);
    }

    @Override
    public void syncMetaData() throws IOException {
        plan.operation("forcing the folder");
        super.syncMetaData();
    }

    /// Counts a write of many bytes as one operation, and single bytes not at all.
    private final class FaultyOutput extends FilterIndexOutput {
        FaultyOutput(IndexOutput out) {
            super("faulty " + out, out.getName(), out);
        }

        @Override
        public void writeBytes(byte[] bytes, int offset, int length) throws IOException {
            if (plan.strikes()) {
                if (plan.fault() == Fault.TORN) {
                    out.writeBytes(bytes, offset, length / 2);
                }
                throw new IOException("fault of the disk: writing " + getName());
            }
            out.writeBytes(bytes, offset, length);
        }
    }
}
