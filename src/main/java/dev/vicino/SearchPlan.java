package dev.vicino;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// How an answer was come by.
///
/// @param effort candidates that walks kept; 0 if none was to be made
/// @param segments the collection's parts, each with what was done there; a grouped or hybrid search may come to a part
///     more than once
public record SearchPlan(int effort, List<Segment> segments) {
    /// What stands for a number that the engine does not tell.
    public static final int UNKNOWN = -1;

    public SearchPlan {
        segments = List.copyOf(segments);
    }

    /// A number of a plan, or null if the engine does not tell it: to be shown as not known, never as [#UNKNOWN].
    public static @Nullable Long known(long number) {
        return number == UNKNOWN ? null : number;
    }

    /// What was done in one part of the collection.
    ///
    /// @param number of the part, from 0
    /// @param items living in it, or [#UNKNOWN]
    /// @param matches those of them that may be hits, or [#UNKNOWN]
    /// @param way how the nearest were looked for
    /// @param byColumns whether a scan went through all first components, then all second ones and so on, held in
    ///     memory, as it does where vectors have few dimensions; false for any other way
    /// @param compared vectors compared with the query; a scan by columns compares those that do not match, too.
    ///     [#UNKNOWN] where the engine does not tell
    public record Segment(int number, int items, int matches, Way way, boolean byColumns, long compared) {
        /// What was done, in words.
        public String what() {
            return byColumns ? way.what + " by columns" : way.what;
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT,
                    "segment %d: %s (%s), %s items, %s matches, %s compared",
                    number,
                    what(),
                    way.why,
                    shown(items),
                    shown(matches),
                    shown(compared));
        }

        private static String shown(long number) {
            Long known = known(number);
            return known == null ? "unknown" : String.format(Locale.ROOT, "%,d", known);
        }
    }

    /// A way of looking for the nearest, and why it was taken.
    ///
    /// An image of the vectors has a byte or so where they have a float; what is nearest by it is compared once more by
    /// the vectors themselves.
    public enum Way {
        WALKED("graph walked", "cheaper than a scan"),
        SCANNED_BY_IMAGE("scanned by image", "cheaper than a walk"),
        SCANNED_AS_ASKED("scanned", "asked for"),
        SCANNED_AS_CHEAPER("scanned", "no dearer than a walk"),
        SCANNED_WITHOUT_GRAPH("scanned", "the engine has no graphs of this metric"),
        SCANNED_FOR_RECALL("scanned", "no walk reaches the recall asked for"),
        SCANNED_AFTER_WALK("scanned", "a walk found too few"),
        LOOKED_UP("looked up", "the index of words knows them");

        private final String what;
        private final String why;

        Way(String what, String why) {
            this.what = what;
            this.why = why;
        }

        /// What was done, in words.
        public String what() {
            return what;
        }

        /// Why, in words.
        public String why() {
            return why;
        }
    }

    /// Whether every item that may be a hit was compared as it is, so that the answer is the exact one.
    public boolean exact() {
        for (Segment segment : segments) {
            if (segment.way == Way.WALKED || segment.way == Way.SCANNED_BY_IMAGE) {
                return false;
            }
        }
        return true;
    }

    /// Vectors compared with the query; [#UNKNOWN] if the engine does not tell of all parts.
    public long compared() {
        long compared = 0;
        for (Segment segment : segments) {
            if (segment.compared == UNKNOWN) {
                return UNKNOWN;
            }
            compared += segment.compared;
        }
        return compared;
    }

    /// This plan, and then another.
    public SearchPlan and(SearchPlan next) {
        List<Segment> all = new ArrayList<>(segments);
        all.addAll(next.segments);
        return new SearchPlan(Math.max(effort, next.effort), all);
    }

    @Override
    public String toString() {
        return segments.stream()
                .map(Segment::toString)
                .collect(Collectors.joining("\n", (exact() ? "exact" : "effort " + effort) + "\n", ""));
    }
}
