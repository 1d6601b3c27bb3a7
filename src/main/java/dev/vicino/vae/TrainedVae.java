package dev.vicino.vae;

import java.util.List;

/// What a training brings: the model and how it came about.
///
/// @param model that was trained
/// @param options it was trained with
/// @param reports one per epoch, the first first; those from before an interruption included
public record TrainedVae(VaeModel model, TrainingOptions options, List<EpochReport> reports) {
    public TrainedVae {
        reports = List.copyOf(reports);
    }

    /// The card to save beside the model.
    ///
    /// @param name of the model
    public ModelCard card(String name) {
        return ModelCard.of(name, this);
    }
}
