package dev.vicino.vae;

import java.util.List;

/// All that a training needs to go on after an epoch: random numbers are derived from seed and epoch.
///
/// @param parameters flat
/// @param means of Adam
/// @param variances of Adam
/// @param reports of the epochs that are done
record TrainingState(float[] parameters, float[] means, float[] variances, List<EpochReport> reports) {
    /// Before the first epoch.
    static TrainingState initial(ParameterLayout layout, RandomStreams random) {
        return new TrainingState(
                Parameters.initialValues(layout, random.weights()),
                new float[layout.size()],
                new float[layout.size()],
                List.of());
    }

    int epochsDone() {
        return reports.size();
    }
}
