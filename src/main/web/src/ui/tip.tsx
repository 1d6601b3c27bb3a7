/** Explanations: whatever carries `data-tip` shows it when it is pointed at or focused. */
import { signal } from "@preact/signals";
import type { ComponentChildren } from "preact";
import { useEffect, useLayoutEffect, useRef } from "preact/hooks";

const shown = signal<{ text: string; of: DOMRect } | null>(null);

export function Tips() {
  const box = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const show = (event: Event) => {
      const of = event.target instanceof Element ? event.target.closest<HTMLElement>("[data-tip]") : null;
      shown.value = of ? { text: of.dataset["tip"]!, of: of.getBoundingClientRect() } : null;
    };
    const hide = (event: Event) => {
      if (event.type !== "keydown" || (event as KeyboardEvent).key === "Escape") {
        shown.value = null;
      }
    };
    document.addEventListener("pointerover", show);
    document.addEventListener("focusin", show);
    for (const kind of ["focusout", "pointerdown", "keydown", "scroll"]) {
      document.addEventListener(kind, hide, true);
    }
    return () => {
      document.removeEventListener("pointerover", show);
      document.removeEventListener("focusin", show);
      for (const kind of ["focusout", "pointerdown", "keydown", "scroll"]) {
        document.removeEventListener(kind, hide, true);
      }
    };
  }, []);
  const tip = shown.value;
  useLayoutEffect(() => {
    if (tip && box.current) {
      const { width, height } = box.current.getBoundingClientRect();
      const left = Math.min(Math.max(8, tip.of.left + tip.of.width / 2 - width / 2), innerWidth - width - 8);
      const below = tip.of.bottom + 8 + height < innerHeight;
      box.current.style.left = `${left}px`;
      box.current.style.top = `${below ? tip.of.bottom + 8 : tip.of.top - height - 8}px`;
    }
  });
  return tip ? (
    <div class="tip" ref={box} role="tooltip">
      {tip.text}
    </div>
  ) : null;
}

/** A word that not everybody knows, with what it means. */
export function Term({ means, children }: { means: string; children: ComponentChildren }) {
  return (
    <span class="term" tabIndex={0} role="note" data-tip={means} aria-description={means}>
      {children}
    </span>
  );
}
