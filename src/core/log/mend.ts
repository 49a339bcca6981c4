import { readPresetForm } from '../preset/preset.ts';
import { readScaling } from '../run/method.ts';
import type { Scaling } from '../run/method.ts';
import type { RunEvent } from './event.ts';

// What a log from a file, a link or a browser's storage may hold that fits its schema and cannot be shown. It is mended where it is read, and told.

/** Texts of any value with halves of characters made whole: half a surrogate pair becomes U+FFFD. The value itself where there are none. */
export function wholeCharacters<Value>(value: Value): { readonly value: Value; readonly count: number } {
  const mended = { count: 0 };
  return { value: whole(value, mended) as Value, count: mended.count };
}

function whole(value: unknown, mended: { count: number }): unknown {
  if (typeof value === 'string') {
    if (value.isWellFormed()) return value;
    mended.count += 1;
    return value.toWellFormed();
  }
  if (typeof value !== 'object' || value === null) return value;
  const before = mended.count;
  if (Array.isArray(value)) {
    const items = value.map((item: unknown) => whole(item, mended));
    return mended.count === before ? value : items;
  }
  const entries = Object.entries(value).map(([name, item]) => [whole(name, mended), whole(item, mended)] as const);
  return mended.count === before ? value : Object.fromEntries(entries);
}

/**
 * The events with a method that can be shown. A log holds its method whole, as data that people may edit, and screens go by it: what a preset lacks that has a
 * default gets it, a scaling that is none becomes one plain call (`mended`), and a method that has not the form of one is left out (`lost`).
 */
export function withSoundMethod(events: readonly RunEvent[]): {
  readonly events: readonly RunEvent[];
  readonly method: 'sound' | 'mended' | 'lost';
} {
  const [start, ...rest] = events;
  if (start?.type !== 'run-start' || start.settings.method === undefined) return { events, method: 'sound' };
  const { method, ...settings } = start.settings;
  const { strategy, parser } = method;
  const form = readPresetForm({ ...method.preset, strategy, parser });
  if (!form.ok) return { events: [{ ...start, settings }, ...rest], method: 'lost' };
  const scaling = readScaling(method.scaling);
  const fits = figuresOf(scaling) === figuresOf(method.scaling);
  const lacks = Object.keys(form.value).some((name) => !YOUNGER.has(name) && !Object.hasOwn(method.preset, name));
  if (fits && !lacks) return { events, method: 'sound' };
  const sound = { ...method, preset: { ...form.value, ...method.preset }, ...(fits ? {} : { scaling }) };
  return {
    events: [{ ...start, settings: { ...settings, method: sound } }, ...rest],
    method: fits ? 'sound' : 'mended',
  };
}

/** Fields of presets that sound logs may lack because they are older: whoever reads them knows (`readingOf`), and the log stays as it was written. */
const YOUNGER: ReadonlySet<string> = new Set(['reading']);

/** All that counts of a scaling, to be compared. Older ones do not say what an early stop goes by. */
function figuresOf({ samples, fuse, waits, instantOrder, earlyStop }: Scaling): string {
  return JSON.stringify([
    samples,
    fuse,
    waits,
    instantOrder,
    earlyStop && [earlyStop.by ?? 'mentions', earlyStop.sentences, earlyStop.top],
  ]);
}
