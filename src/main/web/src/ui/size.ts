import { useLayoutEffect, useState } from "preact/hooks";

/** The size of an element in CSS pixels, as it is laid out. */
export function useSize(of: { current: Element | null }): { width: number; height: number } {
  const [size, setSize] = useState({ width: 0, height: 0 });
  useLayoutEffect(() => {
    const observer = new ResizeObserver(([entry]) => {
      const { width, height } = entry!.contentRect;
      setSize({ width: Math.round(width), height: Math.round(height) });
    });
    observer.observe(of.current!);
    return () => observer.disconnect();
  }, []);
  return size;
}
