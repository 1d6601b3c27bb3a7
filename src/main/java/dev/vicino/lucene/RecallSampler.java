package dev.vicino.lucene;

import dev.vicino.Audit;
import dev.vicino.SearchResult;
import dev.vicino.SearchStats.SampledRecall;
import dev.vicino.engine.SearchMeter;
import java.util.concurrent.Semaphore;

/// Holds some of a collection's approximate answers against the exact ones, in the background, so that the store knows
/// its recall on the very queries that it is asked.
///
/// Sampling has a budget, a share of the time that searching itself takes: a search is sampled if what went into the
/// samples so far is within it, and if no other sample is being taken. So the more a scan costs against a walk, the
/// fewer searches are sampled.
final class RecallSampler {
    /// The exact answer to the search that is sampled.
    interface Truth {
        /// Runs on the sampler's thread.
        SearchResult find() throws Exception;

        /// Gives up what the truth is found in; called once, whatever happens.
        void release();
    }

    private final double budget;
    private final SearchMeter meter;
    private final Semaphore oneAtATime = new Semaphore(1);
    private long spentNanos;
    private SampledRecall recall = SampledRecall.NONE;
    private double sum;

    /// @param budget the share of the time spent on searching that sampling may add, in [0, 1]; 0 for none
    RecallSampler(double budget, SearchMeter meter) {
        this.budget = budget;
        this.meter = meter;
    }

    /// Whether this answer is to be sampled. If so, the caller calls [#sample].
    boolean takes(SearchResult answer) {
        return !answer.exact() && withinBudget() && oneAtATime.tryAcquire();
    }

    private synchronized boolean withinBudget() {
        return spentNanos <= budget * meter.totalNanos() && budget > 0;
    }

    /// Finds the truth on a thread of its own and counts the answer's recall.
    void sample(SearchResult answer, Truth truth) {
        Thread.ofPlatform().daemon().name("vicino-recall").start(() -> {
            long start = System.nanoTime();
            try {
                count(new Audit(answer, truth.find()).recall());
            } catch (Exception e) {
                // Whatever is wrong with the store, the next search says it to somebody who can act on it.
            } finally {
                truth.release();
                spend(System.nanoTime() - start);
                oneAtATime.release();
            }
        });
    }

    /// Takes no further sample, and waits for the one that is being taken.
    void close() {
        oneAtATime.acquireUninterruptibly();
    }

    private synchronized void count(double found) {
        sum += found;
        long searches = recall.searches() + 1;
        double worst = searches == 1 ? found : Math.min(recall.worst(), found);
        recall = new SampledRecall(searches, sum / searches, worst);
    }

    private synchronized void spend(long nanos) {
        spentNanos += nanos;
    }

    synchronized SampledRecall recall() {
        return recall;
    }
}
