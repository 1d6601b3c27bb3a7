package dev.vicino.lucene.graph;

import java.io.IOException;
import org.apache.lucene.util.Bits;
import org.jspecify.annotations.Nullable;

/// A walk through a graph towards a query, and the memory it needs, used again for the next. For one thread at a time.
///
/// On each layer it looks around from the nearest node it knows until there is none left among the nearest it keeps,
/// and goes down to the next with these. On the lowest, which has all nodes, it keeps as many as its effort; on those
/// above, where it begins, as many as the graph's beam.
final class GraphWalk {
    /// How many links on the way round ahead are expected: by when one is looked at, its own links are there.
    private static final int EXPECTED = 2;

    private final Links graph;
    private final NodePool pool = new NodePool();
    private final VisitedNodes visited;
    private final int[] links;
    private final int[] detour;
    private final int[] batch;
    private final float[] keys;

    /// Where the walk comes down to the lowest layer.
    private final int[] entries;

    private int leftOut = -1;
    private int batched;
    private long scored;

    GraphWalk(Links graph) {
        this.graph = graph;
        this.visited = new VisitedNodes(graph.size());
        this.links = new int[graph.width()];
        this.detour = new int[graph.width()];
        this.entries = new int[graph.beam()];
        this.batch = new int[Math.max(2 * graph.width(), entries.length)];
        this.keys = new float[batch.length];
    }

    /// Leaves a node out of all walks, as if the graph did not have it; -1 for none.
    void leaveOut(int node) {
        leftOut = node;
    }

    /// What the last walk kept.
    NodePool found() {
        return pool;
    }

    /// How many nodes the last walk scored.
    long scored() {
        return scored;
    }

    /// Walks.
    ///
    /// @param effort how many nodes to keep
    /// @param accepted the only nodes to score and keep; null for all. Others are passed through
    /// @param mostScored gives up after so many
    /// @return whether it came to its end
    boolean run(NodeScorer scorer, int effort, @Nullable Bits accepted, long mostScored) throws IOException {
        scored = 0;
        try {
            int count = descend(scorer);
            return lookAround(scorer, count, effort, accepted, mostScored);
        } finally {
            visited.forget();
        }
    }

    /// Scores all that is accepted, in place of a walk.
    ///
    /// @param effort how many nodes to keep
    void lookAtAll(NodeScorer scorer, int effort, Bits accepted) throws IOException {
        scored = 0;
        pool.reset(effort);
        batched = 0;
        int size = graph.size();
        for (int node = AcceptedNodes.next(accepted, 0, size);
                node < size;
                node = AcceptedNodes.next(accepted, node + 1, size)) {
            batch[batched++] = node;
            if (batched == batch.length) {
                keepNearest(scorer);
                batched = 0;
            }
        }
        keepNearest(scorer);
    }

    /// What was not among the nearest on a layer is not on the next either: it need not be scored again.
    ///
    /// @return how many entries there are to the lowest layer
    private int descend(NodeScorer scorer) throws IOException {
        entries[0] = graph.entry();
        if (graph.layers() == 1) {
            return 1;
        }
        pool.reset(graph.beam());
        visit(1);
        keepEntries(scorer, 1, null);
        for (int layer = graph.layers() - 1; layer > 0; layer--) {
            pool.lookAgain();
            for (int node = pool.takeNext(); node >= 0; node = pool.takeNext()) {
                batched = visited.visit(links, graph.links(layer, node, links), batch);
                keepNearest(scorer);
            }
        }
        for (int i = 0; i < pool.size(); i++) {
            entries[i] = pool.node(i);
        }
        return pool.size();
    }

    /// The first so many entries, and nothing else yet, but for what is left out.
    private void visit(int count) {
        visited.forget();
        if (leftOut >= 0) {
            visited.visit(leftOut);
        }
        for (int i = 0; i < count; i++) {
            visited.visit(entries[i]);
        }
    }

    private boolean lookAround(NodeScorer scorer, int entries, int effort, @Nullable Bits accepted, long mostScored)
            throws IOException {
        visit(entries);
        pool.reset(effort);
        keepEntries(scorer, entries, accepted);
        for (int node = pool.takeNext(); node >= 0; node = pool.takeNext()) {
            if (scored > mostScored) {
                return false;
            }
            batched = 0;
            collect(node, accepted);
            expectNext();
            keepNearest(scorer);
        }
        return true;
    }

    /// In place of those that are not accepted, what they are linked to.
    private void keepEntries(NodeScorer scorer, int count, @Nullable Bits accepted) throws IOException {
        batched = 0;
        for (int i = 0; i < count; i++) {
            if (accepted == null || accepted.get(entries[i])) {
                batch[batched++] = entries[i];
            }
        }
        keepNearest(scorer);
        for (int i = 0; i < count && accepted != null; i++) {
            if (!accepted.get(entries[i])) {
                batched = 0;
                collect(entries[i], accepted);
                keepNearest(scorer);
            }
        }
    }

    /// More often than not, none of the links is nearer than the nearest node left, which is then the next: reading its
    /// links takes as long as comparing these, if they have to come from memory.
    private void expectNext() throws IOException {
        int next = pool.next();
        if (next >= 0) {
            graph.expect(next);
        }
    }

    /// The unvisited links of a node. In place of those that are not accepted come their own links that are: so the
    /// walk crosses what a filter leaves out (Patel et al. 2024, arXiv:2403.04871). Not of all of them: from half as
    /// many as nodes have links on, more are as dear to find as the next node's, and bring less.
    private void collect(int node, @Nullable Bits accepted) throws IOException {
        int count = graph.links(0, node, links);
        if (accepted == null) {
            batched = visited.visit(links, count, batch);
            return;
        }
        int rejected = 0;
        for (int i = 0; i < count; i++) {
            int link = links[i];
            if (!accepted.get(link)) {
                links[rejected++] = link;
            } else if (visited.visit(link)) {
                batch[batched++] = link;
            }
        }
        for (int i = 0; i < rejected && batched < graph.width() / 2; i++) {
            if (i + EXPECTED < rejected) {
                graph.expect(links[i + EXPECTED]);
            }
            if (visited.visit(links[i])) {
                detour(links[i], accepted);
            }
        }
    }

    private void detour(int node, Bits accepted) throws IOException {
        int count = graph.links(0, node, detour);
        for (int i = 0; i < count; i++) {
            int link = detour[i];
            if (accepted.get(link) && visited.visit(link)) {
                batch[batched++] = link;
            }
        }
    }

    private void keepNearest(NodeScorer scorer) throws IOException {
        scorer.score(batch, batched, keys);
        scored += batched;
        pool.offer(batch, keys, batched);
    }
}
