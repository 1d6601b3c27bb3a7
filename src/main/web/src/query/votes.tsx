import { comparison, metric } from "../asking";
import { categoryOf } from "../state";
import { Swatch } from "../ui/picture";

/** What most of the exact nearest are, by the field that colours the map. */
export function Votes() {
  const side = comparison.value?.metrics[metric.value];
  const hits = side?.exact.hits ?? [];
  const votes = new Map<string, { code: number; count: number }>();
  for (const { id } of hits) {
    const category = categoryOf(id);
    if (category) {
      const vote = votes.get(category.text) ?? { code: category.code, count: 0 };
      vote.count++;
      votes.set(category.text, vote);
    }
  }
  const [first] = [...votes].sort(([, a], [, b]) => b.count - a.count);
  return first ? (
    <div class="vote">
      <Swatch code={first[1].code} />
      <strong>{first[0]}</strong>
      <span>
        say {first[1].count} of the {hits.length} nearest
      </span>
    </div>
  ) : null;
}
