package dev.vicino.vae;

/// The reconstruction's part of the loss: −log p(x|z), the binary cross-entropy summed over an image's pixels.
///
/// The decoder gives a logit y per pixel, p = σ(y) = ½ + ½·tanh(y/2). For a pixel x in [0,1] the cross-entropy is
/// max(y, 0) − x·y − log σ(|y|), and its derivative by y is σ(y) − x. The logarithms of all pixels are taken as one, of
/// the product: each factor lies in [½, 1], so that 784 of them stay within the range of a double.
///
/// All loops are free of branches and calls, which lets the JIT compiler make vector code of them; one exponential per
/// pixel from the library would cost as much as a quarter of the matrix products.
final class BernoulliLoss {
    private final float[] linear = new float[ParameterLayout.PIXELS];
    private final float[] certainty = new float[ParameterLayout.PIXELS];

    /// The loss of one image in nats, and its derivative by the logits.
    ///
    /// @param at index of the image's first pixel in all three arrays
    /// @param derivative is filled
    /// @param scale of the derivative: 1 / batch size for the mean of a batch
    double ofImage(float[] logits, float[] images, int at, float[] derivative, float scale) {
        float[] linearTerms = linear;
        float[] certainties = certainty;
        for (int i = 0; i < ParameterLayout.PIXELS; i++) {
            float logit = logits[at + i];
            float pixel = images[at + i];
            float half = halfTanhOfHalf(logit);
            linearTerms[i] = Math.max(logit, 0) - pixel * logit;
            certainties[i] = 0.5f + Math.abs(half);
            derivative[at + i] = (0.5f + half - pixel) * scale;
        }
        return sum(linearTerms) - StrictMath.log(product(certainties));
    }

    /// ½·tanh(y/2) to within 2·10⁻⁷.
    ///
    /// tanh is the rational approximation of degree 13 over 6 that Eigen uses (Eigen/src/Core/MathFunctionsImpl.h);
    /// beyond
    /// ±7.9 a float's tanh is ±1.
    static float halfTanhOfHalf(float y) {
        float x = Math.min(Math.max(0.5f * y, -7.905311f), 7.905311f);
        float s = x * x;
        float over = -2.7607684e-16f;
        over = over * s + 2.000188e-13f;
        over = over * s - 8.604672e-11f;
        over = over * s + 5.1222973e-8f;
        over = over * s + 1.48572235e-5f;
        over = over * s + 6.3726195e-4f;
        over = over * s + 0.0048935246f;
        float under = 1.1982584e-6f;
        under = under * s + 1.1853471e-4f;
        under = under * s + 0.0022684347f;
        under = under * s + 0.004893525f;
        return 0.5f * x * over / under;
    }

    /// Adds up by folding the array onto itself four times, 784 = 16 · 49: vector code, and less rounding than a
    /// running
    /// sum. The array is used up.
    private static double sum(float[] terms) {
        for (int half = terms.length / 2; half >= terms.length / 16; half /= 2) {
            for (int i = 0; i < half; i++) {
                terms[i] += terms[i + half];
            }
        }
        double sum = 0;
        for (int i = 0; i < terms.length / 16; i++) {
            sum += terms[i];
        }
        return sum;
    }

    /// Multiplies as [#sum] adds: 16 factors of at least ½ as floats, the rest as doubles.
    private static double product(float[] factors) {
        for (int half = factors.length / 2; half >= factors.length / 16; half /= 2) {
            for (int i = 0; i < half; i++) {
                factors[i] *= factors[i + half];
            }
        }
        double product = 1;
        for (int i = 0; i < factors.length / 16; i++) {
            product *= factors[i];
        }
        return product;
    }
}
