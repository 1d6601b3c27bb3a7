package dev.vicino.explorer.plane;

import dev.vicino.Hit;
import dev.vicino.Metric;
import java.util.List;

/// How much each of an item's neighbours belongs to it, from 1 for the nearest down towards 0:
/// `exp(−(d − nearest) / σ)`, with σ such that the sum is log₂ of their number (McInnes, Healy & Melville 2018, §3.1).
///
/// Only what a value is farther than the nearest one counts. So it holds for the dot product as well, where no value
/// means "the same".
final class Membership {
    private static final int HALVINGS = 64;

    /// σ is at least this part of the mean excess, or few near duplicates would leave the rest nothing.
    private static final double LEAST_SIGMA = 1e-3;

    private Membership() {}

    /// @param hits nearest first, at least one
    static float[] of(Metric metric, List<Hit> hits) {
        double nearest = hits.getFirst().value();
        double[] excess = hits.stream()
                .mapToDouble(hit -> metric.largestIsNearest() ? nearest - hit.value() : hit.value() - nearest)
                .toArray();
        double sigma = sigma(excess);
        float[] membership = new float[excess.length];
        for (int i = 0; i < excess.length; i++) {
            membership[i] = sigma == 0 ? 1 : (float) StrictMath.exp(-excess[i] / sigma);
        }
        return membership;
    }

    /// Zero if all are as near as the nearest.
    private static double sigma(double[] excess) {
        double sum = 0;
        for (double each : excess) {
            sum += each;
        }
        if (sum == 0) {
            return 0;
        }
        double wanted = StrictMath.log(excess.length) / StrictMath.log(2);
        double low = 0;
        double high = Double.POSITIVE_INFINITY;
        double sigma = sum / excess.length;
        for (int i = 0; i < HALVINGS; i++) {
            if (total(excess, sigma) > wanted) {
                high = sigma;
                sigma = (low + high) / 2;
            } else {
                low = sigma;
                sigma = Double.isInfinite(high) ? 2 * sigma : (low + high) / 2;
            }
        }
        return Math.clamp(sigma, LEAST_SIGMA * sum / excess.length, Double.MAX_VALUE);
    }

    private static double total(double[] excess, double sigma) {
        double total = 0;
        for (double each : excess) {
            total += StrictMath.exp(-each / sigma);
        }
        return total;
    }
}
