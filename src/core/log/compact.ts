import type { RunEvent } from './event.ts';

/**
 * A shorter log of the same run: texts of a thought or an answer that follow each other become one event, orders on the way are left out, times are
 * whole milliseconds. The view after every window and at the end is the same; what is lost is the movement inside a window. `seq` has no gaps.
 */
export function compactLog(log: readonly RunEvent[]): readonly RunEvent[] {
  const kept: RunEvent[] = [];
  for (const event of log) {
    if (event.type === 'order-update') continue;
    const last = kept.at(-1);
    const joins =
      (event.type === 'reasoning-delta' || event.type === 'answer-delta') &&
      last?.type === event.type &&
      last.window === event.window;
    if (joins) kept[kept.length - 1] = { ...last, text: last.text + event.text };
    else kept.push(event);
  }
  return kept.map((event, seq) => ({ ...event, seq, at: Math.round(event.at) }));
}
