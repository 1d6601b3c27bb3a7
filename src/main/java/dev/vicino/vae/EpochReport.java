package dev.vicino.vae;

import java.time.Duration;

/// What an epoch came to.
///
/// Both losses are the negative ELBO in nats per image, reconstruction plus divergence with its full weight, whatever
/// weight the training gives it: losses of different options can be compared. (Under [Sampling#LESSON] the number is
/// formed alike but bounds nothing.)
///
/// @param epoch counted from 1
/// @param epochs of the whole training
/// @param loss mean over the epoch's training images, each taken before its step
/// @param validationLoss mean over the validation images after the epoch, with the same noise after every epoch
/// @param millisPerStep mean wall time of the epoch's steps
/// @param elapsed wall time of all epochs so far, validation included; a resumed training adds to its earlier time
/// @param timeLeft estimate from the pace so far; zero after the last epoch
public record EpochReport(
        int epoch,
        int epochs,
        double loss,
        double validationLoss,
        double millisPerStep,
        Duration elapsed,
        Duration timeLeft) {}
