import type { WindowView } from './view.ts';

// The windows of a run's view. A view never changes, so each event makes a new list; where many events are gone through at once, the list that nobody has seen yet
// is written to instead, or the time would grow with the square of the log.

type Windows = readonly WindowView[];

/** Lists that only the loop that goes through a log knows. */
const own = new WeakSet<Windows>();

/** The list with one window more. */
export function withWindow(windows: Windows, opened: WindowView): Windows {
  if (!own.has(windows)) return [...windows, opened];
  (windows as WindowView[]).push(opened);
  return windows;
}

/** The list with one window changed; the newest of that number. */
export function withChange(windows: Windows, index: number, change: (window: WindowView) => WindowView): Windows {
  const place = windows.at(-1)?.index === index ? windows.length - 1 : windows.findLastIndex((window) => window.index === index);
  const before = windows[place];
  if (before === undefined) return windows;
  if (!own.has(windows)) return windows.with(place, change(before));
  (windows as WindowView[])[place] = change(before);
  return windows;
}

/** A list of its own for a loop to write to. */
export function ownWindows(windows: Windows): Windows {
  const copy = [...windows];
  own.add(copy);
  return copy;
}

/** From here on the list is anybody's, and never written to again. */
export function giveOut(windows: Windows): void {
  own.delete(windows);
}
