package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.Calibration;
import dev.vicino.CollectionSpec;
import dev.vicino.Explanation;
import dev.vicino.Metric;
import dev.vicino.SearchRequest;
import dev.vicino.SearchResult;
import dev.vicino.SearchStats;
import dev.vicino.StoreOptions;
import dev.vicino.Walk;
import dev.vicino.engine.SearchMeter;
import dev.vicino.engine.SearchTarget;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.index.DirectoryReader;

/// The asking side of a collection: searches snapshots, and knows how well it has searched so far.
final class CollectionSearch {
    private final CollectionSpec spec;
    private final Calibrations calibrations;
    private final SearchMeter meter = new SearchMeter();
    private final RecallSampler sampler;

    /// @param stored the calibrations that the manifest holds
    CollectionSearch(CollectionSpec spec, List<Calibration> stored, StoreOptions options) {
        this.spec = spec;
        this.calibrations = new Calibrations(spec, stored, options.calibration());
        this.sampler = new RecallSampler(options.recallSampling(), meter);
    }

    SearchResult search(SearchRequest request, DirectoryReader snapshot) throws IOException {
        SearchResult answer = searched(answer(request, snapshot));
        if (request.orderedByValue() && sampler.takes(answer)) {
            sampler.sample(answer, new ExactAnswer(request, snapshot));
        }
        return answer;
    }

    List<SearchResult> searchAll(List<SearchRequest> requests, DirectoryReader snapshot) throws IOException {
        Map<Integer, BatchedSearches.Answer> together = BatchedSearches.answers(spec, requests, snapshot);
        return OnAllCores.map(requests.size(), i -> {
            BatchedSearches.Answer found = together.get(i);
            return found == null
                    ? search(requests.get(i), snapshot)
                    : searched(ItemSearch.of(spec, requests.get(i), snapshot, found));
        });
    }

    private SearchResult searched(SearchResult answer) {
        meter.searched(answer);
        return answer;
    }

    /// A request that asks for the exact scan is audited at the default effort.
    Audit audit(SearchRequest request, DirectoryReader snapshot) throws IOException {
        SearchRequest approximate = switch (request.mode()) {
            case SearchRequest.Mode.Approximate walk -> request;
            case SearchRequest.Mode.TargetRecall target -> request;
            case SearchRequest.Mode.Exact scan -> request.mode(SearchRequest.Mode.Approximate.DEFAULT);
        };
        return new Audit(answer(approximate, snapshot), answer(request.exact(), snapshot));
    }

    Explanation explain(SearchRequest request, String id, DirectoryReader snapshot) throws IOException {
        return ItemExplanation.of(spec, request, id, snapshot, answer(request, snapshot));
    }

    Walk walk(SearchRequest request, DirectoryReader snapshot) throws IOException {
        return WalkRecording.of(spec, request, snapshot, reaching(snapshot));
    }

    Calibration calibrate(Metric metric, DirectoryReader snapshot) throws IOException {
        SearchTarget.requireDeclared(spec, metric);
        return calibrations.renew(metric, snapshot);
    }

    /// Says that the graphs are others.
    void graphsChanged() {
        calibrations.forget();
    }

    /// The calibrations, if they are others than those handed over last.
    Optional<List<Calibration>> calibrationsToKeep() {
        return calibrations.toKeep();
    }

    SearchStats stats() {
        return meter.stats(sampler.recall());
    }

    /// Waits for the sample that is being taken in the background.
    void close() {
        sampler.close();
    }

    private SearchResult answer(SearchRequest request, DirectoryReader snapshot) throws IOException {
        return ItemSearch.run(spec, request, snapshot, reaching(snapshot));
    }

    private Effort.Reaching reaching(DirectoryReader snapshot) {
        return (metric, target, hits) -> calibrations.effort(metric, target, hits, snapshot);
    }

    /// What a sampled request should have found in the snapshot that it searched.
    private final class ExactAnswer implements RecallSampler.Truth {
        private final SearchRequest request;
        private final DirectoryReader snapshot;

        private ExactAnswer(SearchRequest request, DirectoryReader snapshot) {
            this.request = request;
            this.snapshot = snapshot;
            snapshot.incRef();
        }

        @Override
        public SearchResult find() throws IOException {
            return answer(request.exact(), snapshot);
        }

        @Override
        public void release() {
            try {
                snapshot.decRef();
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
