/// The lesson's variational autoencoder on DL4J and ND4J: 784 pixels through 256 and 128 units to a few latent numbers,
/// and back.
///
/// Kingma and Welling, *Auto-Encoding Variational Bayes*, 2013, arXiv:1312.6114. An encoder gives for each image x a
/// normal distribution q(z|x) with a mean and a log variance per latent dimension; a decoder gives for each z the
/// probability of every pixel. Training lowers the negative evidence lower bound (ELBO), in nats per image:
///
/// ```
/// −log p(x) ≤ E_q[ −log p(x|z) ]                     reconstruction: binary cross-entropy, summed over 784 pixels
///             + ½ Σ (μ² + e^ℓ − ℓ − 1)               divergence KL(q(z|x) ‖ N(0,1)), μ the mean, ℓ the log variance
/// z = μ + e^(ℓ/2)·ε,  ε ~ N(0,1)                     reparameterised, so that the gradient reaches μ and ℓ
/// ```
///
/// The embedding of an image is its μ. [VaeTrainer] trains, [VaeModel] embeds and reconstructs.
///
/// ## Why
/// - **A DL4J network on disk, our own step in training.** The saved file is a plain DL4J `MultiLayerNetwork`, of use
///   to any DL4J program. DL4J's own training of that layer takes three to four times as long per step, mostly
///   outside the matrix products, so [VaeTrainer] computes the same loss and gradients (a test holds them against the
///   layer's) with ND4J for the products alone.
/// - **Two workers, whatever the machine.** Each takes half of every batch with single-threaded BLAS. The sum of two
///   halves depends neither on the number of cores nor on timing, so that a seed repeats bit for bit.
/// - **One flat array of parameters, in DL4J's order** ([ParameterLayout]): gradients, Adam's state, checkpoints, the
///   model file and the fingerprint are all that array, and nothing is ever converted.
/// - **Random numbers are derived, not remembered**: every epoch draws from the seed and its own number
///   ([RandomStreams]), so that a checkpoint needs no generator's state to go on bit for bit.
/// - **Embedding runs in plain Java.** For one image the call into native code costs more than the arithmetic, most
///   pixels are zero and can be skipped, and an application that only embeds never starts ND4J ([ModelFile] reads the
///   network file by itself). One way for one image and for many: an image has the same bits as embedding in both.
@NullMarked
package dev.vicino.vae;

import org.jspecify.annotations.NullMarked;
