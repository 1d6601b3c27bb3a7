package dev.vicino.vae;

import java.util.Random;

/// Steps of training and of validation: two [Shard]s and [Adam], run by a [Pair].
///
/// Always two shards, whatever the number of cores: how a batch is split decides how its gradient is rounded.
final class TrainingStep implements AutoCloseable {
    private static final int SHARDS = 2;

    private final Parameters parameters;
    private final Adam adam;
    private final Shard[] shards = new Shard[SHARDS];
    private final int imagesPerShard;
    private final float scale;
    private final Pair pair = new Pair();

    TrainingStep(ParameterLayout layout, Sampling sampling, int batchSize, Parameters parameters, Adam adam) {
        this.parameters = parameters;
        this.adam = adam;
        imagesPerShard = batchSize / SHARDS;
        scale = 1f / batchSize;
        for (int i = 0; i < SHARDS; i++) {
            shards[i] = new Shard(layout, sampling, parameters, imagesPerShard);
        }
    }

    /// Computes loss and gradient of a batch, and updates the parameters.
    ///
    /// @param from index into the order of the batch's first image
    /// @param noise one generator per shard
    /// @param step counted from 1 over all epochs
    /// @return the negative ELBO before the update, summed over the batch, in nats
    double run(float[] images, int[] order, int from, Random[] noise, double klWeight, long step, double learningRate) {
        pair.run(worker -> {
            Shard shard = shards[worker];
            shard.drawNoise(noise[worker]);
            shard.forward(images, order, from + worker * imagesPerShard, imagesPerShard, scale);
            shard.backward(scale, klWeight);
        });
        pair.run(worker ->
                adam.update(worker, parameters, shards[0].gradient(), shards[1].gradient(), step, learningRate));
        return shards[0].loss() + shards[1].loss();
    }

    /// The mean negative ELBO of images, in nats, with one draw of noise for each.
    ///
    /// @param order positions of all images to take
    double validate(float[] images, int[] order, Random[] noise) {
        double[] sums = new double[SHARDS];
        pair.run(worker -> {
            int from = worker == 0 ? 0 : order.length / SHARDS;
            int to = worker == 0 ? order.length / SHARDS : order.length;
            for (int at = from; at < to; at += imagesPerShard) {
                shards[worker].drawNoise(noise[worker]);
                shards[worker].forward(images, order, at, Math.min(imagesPerShard, to - at), scale);
                sums[worker] += shards[worker].loss();
            }
        });
        return (sums[0] + sums[1]) / order.length;
    }

    @Override
    public void close() {
        pair.close();
    }
}
