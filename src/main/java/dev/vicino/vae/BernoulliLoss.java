package dev.vicino.vae;

/// The reconstruction's part of the loss: −log p(x|z), the binary cross-entropy summed over an image's pixels.
///
/// The decoder gives a logit y per pixel, p = σ(y) = ½ + ½·tanh(y/2). For a pixel x in [0,1] the cross-entropy is
/// max(y, 0) − x·y − log σ(|y|), and its derivative by y is σ(y) − x. The logarithms of all pixels are taken as one, of
/// the product: each factor lies in [½, 1], so that 784 of them stay within the range of a double.
///
/// The long loop is free of branches and calls and has one index for all arrays, which lets the JIT compiler make
/// vector code of it: otherwise it would take as long as a tenth of the matrix products.
final class BernoulliLoss {
    private final float[] linear;
    private final float[] certainties;

    /// @param images at the most in one call
    BernoulliLoss(int images) {
        linear = new float[images * ParameterLayout.PIXELS];
        certainties = new float[linear.length];
    }

    /// The loss of images in nats, summed, and its derivative by the logits.
    ///
    /// @param targets the images' pixels, as the logits one image after the other
    /// @param count how many images
    /// @param derivative is filled
    /// @param scale of the derivative: 1 / batch size for the mean of a batch
    double ofImages(float[] logits, float[] targets, int count, float[] derivative, float scale) {
        int end = count * ParameterLayout.PIXELS;
        perPixel(logits, targets, end, derivative, scale);
        double loss = 0;
        for (int at = 0; at < end; at += ParameterLayout.PIXELS) {
            loss += sum(linear, at) - StrictMath.log(product(certainties, at));
        }
        return loss;
    }

    private void perPixel(float[] logits, float[] targets, int end, float[] derivative, float scale) {
        float[] linearTerms = linear;
        float[] factors = certainties;
        for (int i = 0; i < end; i++) {
            float logit = logits[i];
            float pixel = targets[i];
            float half = halfTanhOfHalf(logit);
            linearTerms[i] = Math.max(logit, 0) - pixel * logit;
            factors[i] = 0.5f + Math.abs(half);
            derivative[i] = (0.5f + half - pixel) * scale;
        }
    }

    /// ½·tanh(y/2) to within 2·10⁻⁷.
    ///
    /// tanh is the rational approximation of degree 13 over 6 that Eigen uses (Eigen/src/Core/MathFunctionsImpl.h);
    /// beyond ±7.9 a float's tanh is ±1.
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

    /// The sum over an image, in four parts at a time so that no addition waits for the one before.
    private static double sum(float[] terms, int at) {
        double a = 0;
        double b = 0;
        double c = 0;
        double d = 0;
        for (int i = at; i < at + ParameterLayout.PIXELS; i += 4) {
            a += terms[i];
            b += terms[i + 1];
            c += terms[i + 2];
            d += terms[i + 3];
        }
        return a + b + (c + d);
    }

    /// The product over an image, likewise.
    private static double product(float[] factors, int at) {
        double a = 1;
        double b = 1;
        double c = 1;
        double d = 1;
        for (int i = at; i < at + ParameterLayout.PIXELS; i += 4) {
            a *= factors[i];
            b *= factors[i + 1];
            c *= factors[i + 2];
            d *= factors[i + 3];
        }
        return a * b * (c * d);
    }
}
