/// The truth: every item compared, or passed over for certain, as fast as the machine allows, and without an error.
///
/// [NearestScan] is offered vectors, one by one or a [VectorBlock] at a time, and keeps what may be among the nearest
/// to one query; [BatchScan] does the same for many queries at once. Both compare in float32 with SIMD where the JVM
/// has `jdk.incubator.vector`, and settle the few that come close in double precision.
///
/// | vectors | queries | limit |
/// |---|---|---|
/// | [VectorBlock], row after row | one | reading memory |
/// | [VectorColumns], up to 16 dimensions | one | loads from the cache; up to 4, how many cannot be passed over |
/// | [VectorBlock], row after row | many | multiply-adds, in [TileKernels] |
///
/// ## Why
/// - **Float kernels, exact answers.** A float32 sum of n products is off by at most about n·2⁻²⁴ of the sum of their
///   magnitudes, whatever the order of addition (Higham, *Accuracy and Stability of Numerical Algorithms*, §3.1). An
///   item is passed over only if it lies outside by more than that; the rest is ordered by
///   [dev.vicino.Metric#between]. So the answer is the same to the last bit on SIMD and scalar, on any machine.
/// - **The vector module is optional.** An incubator module cannot be asked for by a manifest, only by the command
///   line, and an application that embeds the store may not know. So the `Simd…` classes alone name it, and are
///   loaded only where the module is there. Otherwise the `Scalar…` ones do the work, several times slower, which is
///   said once through `System.Logger` (logger `dev.vicino.exact`), which an application can route or silence.
/// - **A process begins in plain Java** ([FirstWork]). A vector operation is fast as soon as the compiler has replaced
///   it. Until then it is some hundred times slower than a plain loop, and what it calls fills the compiler's queue,
///   before the kernel: the first ten searches among MNIST's pixels took 0.3 to 0.6 s, in plain Java 0.03. What is done
///   once, as preparing to link a graph, asks for plain loops by itself ([Kernels#inPlainJava]): the first build of a
///   process was a fifth slower with vector operations.
/// - **Rows are compared where they lie, if the JVM can** ([StoredRows]). `java.lang.foreign.MemorySegment` is a
///   preview in Java 21, for which the house compiles. What names it lies in `src/main/java22`, is compiled for Java
///   22, and is loaded only there. Row after row, a single stream of memory: 60,000 × 784 in 7.6 ms (25 GB/s). Four
///   rows side by side take 11.8 ms, copies of runs of rows 14.6, which is what all other blocks have to do: it works
///   with every kind of source.
/// - **Columns stand in boxes.** Few dimensions are what k-d trees are good at, and leaves of a register's width keep
///   SIMD busy: of 60,000 normally distributed vectors 130 are compared in two dimensions, 550 in four, 8,400 in eight
///   and nearly all in sixteen (L2, ten nearest). A box is passed over by the same error bounds, its nearest corner
///   being a vector too.
/// - **L2 in batches through norms and dot products.** One multiply-add for each component instead of a subtraction
///   and a multiply-add; what cancels is in the bounds ([SumBounds]), so it costs some more vectors to settle, never
///   an answer.
@NullMarked
package dev.vicino.exact;

import org.jspecify.annotations.NullMarked;
