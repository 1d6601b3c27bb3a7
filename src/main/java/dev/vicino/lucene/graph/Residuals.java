package dev.vicino.lucene.graph;

/// What an image does not tell of the distances from one query: how far each that was computed from the vectors
/// themselves lies above the one in the image.
///
/// Of the vectors near to a query it is much alike: their mean and deviation say what to expect of the next, and so
/// when no further vector is likely to be nearer than those that were found.
final class Residuals {
    /// Fewer tell too little of their deviation.
    private static final int FEWEST = 12;

    private float unit;
    private int count;
    private double sum;
    private double squares;

    /// Forgets the last query.
    ///
    /// @param unitOfKeys what a key of 1 in the image is worth in the keys of the vectors
    void reset(float unitOfKeys) {
        unit = unitOfKeys;
        count = 0;
        sum = 0;
        squares = 0;
    }

    /// Takes in a vector whose both keys are known.
    void add(float imageKey, double key) {
        double residual = key - unit * imageKey;
        count++;
        sum += residual;
        squares += residual * residual;
    }

    /// Whether a vector is not expected to be nearer than one of this key.
    ///
    /// @param deviations by how many standard deviations it may lie below the mean
    boolean ruleOut(float imageKey, double key, double deviations) {
        if (count < FEWEST) {
            return false;
        }
        double mean = sum / count;
        double variance = Math.max(0, squares / count - mean * mean) * count / (count - 1);
        return unit * imageKey + mean - deviations * Math.sqrt(variance) > key;
    }
}
