package dev.vicino.evaluation;

/// Vectors and what each of them is.
///
/// @param vectors finite floats, all of one length; not copied, so they must not change
/// @param labels one for each vector; not copied either
public record LabelledVectors(float[][] vectors, int[] labels) {
    public LabelledVectors {
        if (vectors.length != labels.length) {
            throw new IllegalArgumentException(
                    vectors.length + " vectors have " + labels.length + " labels; expected as many");
        }
    }
}
