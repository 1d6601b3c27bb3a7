import { address, numbers } from "../address";
import { queryId } from "../asking";
import { detail } from "../state";
import { time } from "../ui/format";
import { Pixels, Thumb } from "../ui/picture";
import { Term } from "../ui/tip";
import { ends, FRAMES, painted, strip } from "./interpolation";

export function DecodePanel() {
  const of = detail.value.value!;
  const plane = of.dimension === 2;
  const now = painted.value.value;
  const place = numbers(address.decode.value);
  const both = ends.value;
  return (
    <div class="decode">
      <div class="decode-one">
        <div class="decode-picture">
          <Pixels pixels={now?.pixels ?? null} size={104} label="What the decoder paints" />
        </div>
        <div class="decode-words">
          <h3>{plane ? "Painted here" : "The query, painted again"}</h3>
          {plane ? (
            <>
              <p class="note">Click anywhere on the map.</p>
              <div class="coordinates">
                {(["x", "y"] as const).map((axis, i) => (
                  <label key={axis}>
                    {axis}
                    <input
                      class="field"
                      type="number"
                      step={0.1}
                      value={place[i]?.toFixed(2) ?? ""}
                      onChange={(event) => {
                        const next = [place[0] ?? 0, place[1] ?? 0];
                        next[i] = event.currentTarget.valueAsNumber || 0;
                        address.decode.value = next.join(",");
                      }}
                    />
                  </label>
                ))}
              </div>
            </>
          ) : (
            <p class="note">
              What is left of the picture after it went through <Term means="The vector is all that the decoder knows of the picture.">{of.dimension} numbers</Term>.
            </p>
          )}
          {now ? <p class="note">{time(now.micros)}</p> : null}
        </div>
      </div>
      <div>
        <h3>From one to another</h3>
        {both ? (
          <div class="ends">
            {both.map((id, i) => (
              <div class="end" key={i}>
                {of.pictures ? <Thumb id={id} size={32} /> : <span />}
                <span class="end-id">{id}</span>
                <button type="button" class="link" disabled={!queryId.value || queryId.value === id} onClick={() => ((i === 0 ? address.from : address.to).value = queryId.value!)}>
                  Use the query
                </button>
              </div>
            ))}
          </div>
        ) : null}
        {strip.failure.value ? <p class="wrong">{strip.failure.value}</p> : <p class="note ends-note">The straight line between the two vectors, painted at {FRAMES} places.</p>}
      </div>
      <div class="decode-strip strip" role="group" aria-label="Pictures on the way">
        {(strip.value.value ?? []).map((pixels, i, all) => (
          <Pixels key={i} pixels={pixels} size={44} label={`${Math.round((i / (all.length - 1)) * 100)} % of the way`} />
        ))}
      </div>
    </div>
  );
}
