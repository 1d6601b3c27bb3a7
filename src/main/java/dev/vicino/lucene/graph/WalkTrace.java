package dev.vicino.lucene.graph;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// Writes down one walk through a graph: each comparison, in its order.
///
/// It stands between the walk and what the walk asks for, links and distances, and sees it by that. So what is written
/// down is the very walk that a search takes, and a search that nobody watches runs through none of this.
public final class WalkTrace {
    /// Stands for no node.
    public static final int NONE = -1;

    private final int most;
    private final List<Visit> visits = new ArrayList<>();
    private long unrecorded;

    /// The nodes that the walk keeps on the lowest layer: the same as the walk's own, since it is offered the same.
    private final NodePool pool = new NodePool();

    /// The same of the layers above it.
    private final NodePool upperPool = new NodePool();

    /// Of which node, and on which layer, the walk has asked for the links since it last asked for distances.
    private int lookedFrom = NONE;

    private int layer;
    private boolean begun;
    private int layers;
    private int beam;

    /// @param most how many visits to write down, the first ones
    public WalkTrace(int most) {
        this.most = most;
    }

    /// A node compared with the query.
    ///
    /// @param node its number
    /// @param from the node whose links led to it; itself where the walk goes down to the lowest layer, and [#NONE]
    ///     where it begins
    /// @param kept whether it came among the nearest that the walk keeps there
    public record Visit(int layer, int node, int from, boolean kept) {}

    /// The visits, in their order.
    public List<Visit> visits() {
        return visits;
    }

    /// How many came after those.
    public long unrecorded() {
        return unrecorded;
    }

    /// The links through which the walk is watched.
    Links watched(Links links) {
        layers = links.layers();
        beam = links.beam();
        return new Links() {
            @Override
            public int links(int layer, int node, int[] into) throws IOException {
                asked(layer, node);
                return links.links(layer, node, into);
            }

            @Override
            public int width() {
                return links.width();
            }

            @Override
            public int layers() {
                return links.layers();
            }

            @Override
            public int size() {
                return links.size();
            }

            @Override
            public int entry() {
                return links.entry();
            }

            @Override
            public int beam() {
                return links.beam();
            }
        };
    }

    /// The distances by which the walk is watched. Where a walk begins anew, this is where.
    ///
    /// @param kept how many nodes the walk keeps
    NodeScorer watched(NodeScorer scorer, int kept) {
        begun = false;
        layer = layers - 1;
        upperPool.reset(beam);
        pool.reset(kept);
        return (nodes, count, keys) -> {
            scorer.score(nodes, count, keys);
            compared(nodes, count, keys);
        };
    }

    private void asked(int ofLayer, int ofNode) {
        // On its way round what it may not keep, the walk asks for the links of links, too.
        if (lookedFrom == NONE) {
            lookedFrom = ofNode;
            layer = ofLayer;
        }
    }

    private void compared(int[] nodes, int count, float[] keys) {
        if (begun && lookedFrom == NONE) {
            layer = 0;
        }
        for (int i = 0; i < count; i++) {
            int from = lookedFrom == NONE ? nodes[i] : lookedFrom;
            write(new Visit(layer, nodes[i], begun ? from : NONE, keeps(nodes[i], keys[i])));
        }
        begun |= count > 0;
        lookedFrom = NONE;
    }

    private boolean keeps(int node, float key) {
        NodePool kept = layer == 0 ? pool : upperPool;
        return kept.offer(new int[] {node}, new float[] {key}, 1) > 0;
    }

    private void write(Visit visit) {
        if (visits.size() < most) {
            visits.add(visit);
        } else {
            unrecorded++;
        }
    }
}
