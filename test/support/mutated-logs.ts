import { readFileSync } from 'node:fs';
import { seeded } from './seeded.ts';

type Json = null | boolean | number | string | Json[] | { [name: string]: Json };

/** Never changed: the verdicts in `fixtures/kept/mutated-log-verdicts.txt` are of these, in this order. */
const RECORDED = [
  'streams/gpu-lost-while-reading.jsonl',
  'streams/one-window-complete.jsonl',
  'streams/recorded-bees.jsonl',
  'streams/recorded-kettle.jsonl',
  'streams/recorded-windows.jsonl',
  'streams/stopped-in-second-window.jsonl',
  'streams/two-windows-repaired.jsonl',
  'streams/unparsed-open-thought.jsonl',
  'kept/every-event.jsonl',
];

/** Recorded logs, and one that holds every kind of event with every optional field, as plain JSON. */
export function recordedLogs(): readonly Json[][] {
  return RECORDED.map((name) => {
    const lines = readFileSync(new URL(`../fixtures/${name}`, import.meta.url), 'utf8')
      .trim()
      .split('\n');
    return lines.map((line) => JSON.parse(line) as Json);
  });
}

/** Every place in a value that holds something: the list or object around it, and its name there. */
function placesIn(value: Json): readonly (readonly [Json[] | { [name: string]: Json }, string])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((name) => [
    [value, name] as const,
    ...placesIn((value as { [name: string]: Json })[name] as Json),
  ]);
}

const STRANGE: readonly Json[] = [
  null,
  true,
  '',
  'NaN',
  '7',
  -1,
  0.5,
  0,
  1,
  2 ** 53,
  1e308,
  [],
  {},
  [0],
  ['d1'],
  { type: 'complete' },
  '\ud83d',
  '\ude00 half',
];
/** Not JSON: what code that builds a log by hand could put there. */
const BROKEN: readonly unknown[] = [Number.NaN, Number.POSITIVE_INFINITY, undefined, -0];

/** One log with one to three changes: fields lost, added, renamed or retyped, events lost, doubled or exchanged, a cut, a number made strange. */
export function mutatedLog(seed: number, logs: readonly Json[][]): readonly unknown[] {
  const random = seeded(seed);
  const below = (count: number): number => Math.floor(random() * count);
  const one = <Item>(items: readonly Item[]): Item => items[below(items.length)] as Item;
  // A short log: most of a long one is more of the same.
  const whole = structuredClone(one(logs));
  const log = whole.length > 60 && random() < 0.9 ? [...whole.slice(0, 5 + below(40)), ...whole.slice(-3)] : whole;
  if (whole.length !== log.length && random() < 0.9)
    log.forEach((event, seq) => {
      if (typeof event === 'object' && event !== null && !Array.isArray(event)) event['seq'] = seq;
    });
  for (let changes = 1 + below(3); changes > 0 && log.length > 0; changes -= 1) {
    const at = random() < 0.15 ? 0 : below(log.length);
    const kind = random();
    if (kind < 0.08) log.splice(at, 1);
    else if (kind < 0.12) log.splice(at, 0, structuredClone(log[at] as Json));
    else if (kind < 0.16) log.length = at;
    else if (kind < 0.2) log.splice(at, 2, ...log.slice(at, at + 2).toReversed());
    else {
      const places = placesIn(log[at] as Json);
      if (places.length === 0) continue;
      const [around, name] = one(places);
      const holder = around as { [name: string]: unknown };
      const value = holder[name];
      if (kind < 0.32) {
        if (Array.isArray(around)) around.splice(Number(name), 1);
        else delete holder[name];
      } else if (kind < 0.4) {
        if (Array.isArray(around)) around.push(one(STRANGE));
        else
          holder[one(['more', 'keptTo', 'ties', 'scores', 'notes', 'cost', 'sample', 'take', 'budget', 'details'])] =
            one(STRANGE);
      } else if (kind < 0.46 && !Array.isArray(around)) {
        delete holder[name];
        holder[`${name}s`] = value;
      } else if (kind < 0.5) holder[name] = one(BROKEN);
      else if (typeof value === 'number' && kind < 0.7)
        holder[name] = one([-value, String(value), value + 0.5, value + 1, value - 1]);
      else if (typeof value === 'string' && kind < 0.75)
        holder[name] = one([
          `${value}\ud83d`,
          value.slice(1),
          value.toUpperCase(),
          one(['order', 'closed', 'select', 'complete', 'truncated', 'failed']),
        ]);
      else holder[name] = one(STRANGE);
    }
  }
  return log;
}

/** A copy of a value with another one where a path leads to; undefined takes the field away. */
export function changedAt(value: unknown, path: readonly (string | number)[], to: unknown): unknown {
  const [step, ...rest] = path;
  if (step === undefined) return to;
  if (Array.isArray(value)) return value.map((item: unknown, place) => (place === step ? changedAt(item, rest, to) : item));
  const held = value as Readonly<Record<string, unknown>>;
  return { ...held, [step]: changedAt(held[step], rest, to) };
}
