/// The engine for when one machine is not enough: the same interfaces on an OpenSearch cluster, a collection an index.
///
/// ## Why
/// - **One vector that counts.** The stored float32 bits are in the document; what a graph or a script works on is a
///   copy of them. Each value is computed anew, here, from these bits ([dev.vicino.Metric#between]), so a hit has the
///   same number whichever engine found it. That costs 5⅓ bytes a dimension of each hit on the way.
/// - **Exact means exact.** The cluster's scores are single precision, so its order is only nearly the right one, and
///   it breaks ties by chance. Pages come until the rounding of what has not come cannot change the answer
///   ([ScoreBounds]); near ties cost a second page, vectors beyond single precision a scan from here.
/// - **A graph for each metric**, as `space_type` is a field's; L1 has none in the engine, and is scanned.
/// - **Always `engine: lucene`.** The k-NN plugin's default is a native library, and where that is not installed the
///   first document kills the node. Never `mode: on_disk`, for the same reason.
/// - **Payloads are text to the cluster.** Its own field types would round longs among doubles, cut instants to
///   milliseconds, refuse a field that is a number here and a string there, and have a mapping that grows with each
///   name. So filters look words up, made such that they are equal and sort as the values do ([PayloadTokens]).
/// - **The client's generic form, not its typed one:** requests and answers are JSON in one place, and a cluster of
///   another version is read as long as it speaks the same words.
///
/// ## How large
/// What a collection takes, on paper: d dimensions, g graphs (its metrics without L1), M = 16.
///
/// | for each item and copy | bytes | d = 768, g = 1 |
/// |---|---|---|
/// | vector and links of each graph, which walks read: in memory, beside the heap | g · (4 d + 100) | 3,172 |
/// | the stored bits in base 64, and some payload: on disk | 5⅓ d + 500 | 4,596 |
/// | on disk in all; while segments merge, up to as much again of those that do | | 7,768 |
///
/// So with one replica, 8 GB of each node for the heap and 2 GB for its system:
///
/// | items | graphs in memory, 2 copies | disk, 2 copies and merges | shards | data nodes | a month |
/// |---|---|---|---|---|---|
/// | 10⁷ | 63 GB | 233 GB | 4 | 3 of 32 GB (3 · 22 = 66 GB free) | 96 GB · $5 + 233 GB · $0.10 = $503 |
/// | 10⁸ | 634 GB | 2.3 TB | 24 | 12 of 64 GB (12 · 54 = 648 GB) | 768 · 5 + 2,330 · 0.10 = $4,073 |
/// | 10⁹ | 6.3 TB | 23 TB | 240 | 120 of 64 GB (120 · 54 = 6.5 TB) | 7,680 · 5 + 23,300 · 0.10 = $40,730 |
///
/// The prices, $5 for a gigabyte of memory with its processors and $0.10 for one of disk, are of the order that clouds
/// ask for on demand; from 10⁸ on, three small nodes that do nothing but manage come to it. At 10⁹ it is cheaper to
/// think about the vectors first: 256 dimensions instead of 768 make everything a third.
///
/// - **Shards.** Every search asks each of them for its own k nearest, so many small ones cost more work for the same
///   answer; a large one is slow to move when a node fails, and to merge. Four
///   million vectors of 768 dimensions are 13 GB of graph and 31 GB of disk: at 100 MB a second, which a node can
///   spare, it is copied in five minutes. The number is fixed when a collection is created; more of them is a
/// migration.
/// - **Replicas.** One, on another node, is what outlives a node; with none, a lost node is a lost part of the
///   collection. Each costs the memory and the linking once more, and answers as many searches more. Three nodes that
///   may manage outlive the loss of one; two do not.
/// - **Refresh.** A refresh closes a segment with a graph of its own, and merging links it anew: a vector is linked
///   once at first and once for each tenfold growth of its segment. At 5,000 items a second and a refresh each
///   second, into a shard of 4 million, that is 1 + log₁₀(4,000,000 / 5,000) = 3.9 times; with refreshes off while a
///   collection is filled, and an indexing buffer of 512 MB (160,000 vectors), 1 + log₁₀(25) = 2.4 times. Searches of
///   the store that writes refresh by themselves, so while filling, search elsewhere or not at all.
/// - **Bulk size.** A document of 768 dimensions is 13 KB of JSON (11 bytes for each float, 4 KB of base 64), so the
///   4 MB of a request here are some 320 items, and the 10 ms that a request costs by itself are little beside the half
///   second of linking them. A node takes requests up to a tenth of its heap, 800 MB, before it puts some off: some 200
///   of ours at once.
/// - **Filling.** At 600 vectors a second linked by a core (768 dimensions, M = 16, efConstruction 100), 12 nodes of 8
///   cores link 57,600; divided by 2.4 linkings and 2 copies that is 12,000 items a second, so 10⁸ take 2.3 hours. At
///   10⁹ there are ten times the nodes, and it takes as long.
/// - **Exact searches** read every vector: 10⁸ of 768 dimensions are 307 GB, at 10 GB a second on each of 12 nodes 2.6
///   seconds, for one search at a time.
@NullMarked
package dev.vicino.opensearch;

import org.jspecify.annotations.NullMarked;
