/// The truth: every item compared, as fast as the machine allows, and without an error.
///
/// [NearestScan] is offered vectors one by one and keeps what may be among the nearest. It compares in float32 with
/// SIMD where the JVM has `jdk.incubator.vector`, and settles the few that come close in double precision.
///
/// ## Why
/// - **Float kernels, exact answers.** A float32 sum of n products is off by at most about n·2⁻²⁴ of the sum of their
///   magnitudes, whatever the order of addition (Higham, *Accuracy and Stability of Numerical Algorithms*, §3.1). An
///   item is passed over only if it lies outside by more than that; the rest is ordered by
///   [dev.vicino.Metric#between]. So the answer is the same to the last bit on SIMD and scalar, on any machine.
/// - **The vector module is optional.** An incubator module cannot be asked for by a manifest, only by the command
///   line, and an application that embeds the store may not know. So `SimdKernels` is the one class that names it, and
///   is loaded only where the module is there. Otherwise `ScalarKernels` does the work, several times slower, and says
///   so once through `System.Logger` (logger `dev.vicino.exact`), which an application can route or silence.
@NullMarked
package dev.vicino.exact;

import org.jspecify.annotations.NullMarked;
