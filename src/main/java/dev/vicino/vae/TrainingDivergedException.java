package dev.vicino.vae;

/// The loss or the parameters are no longer finite numbers. A checkpoint of the last sound epoch stays as it is.
public final class TrainingDivergedException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int epoch;
    private final int step;

    TrainingDivergedException(int epoch, int step, double loss, double learningRate) {
        super("training diverged: the loss is " + loss + " in epoch " + epoch + ", step " + step
                + " at a learning rate of " + learningRate + "; a lower learning rate may help");
        this.epoch = epoch;
        this.step = step;
    }

    /// The epoch in which it happened, counted from 1.
    public int epoch() {
        return epoch;
    }

    /// The step within the epoch, counted from 1.
    public int step() {
        return step;
    }
}
