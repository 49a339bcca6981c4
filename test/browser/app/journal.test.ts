import { openDB } from 'idb';
import { expect, test } from 'vitest';
import { openJournal } from '../../../src/app/storage/journal.ts';
import type { Journal } from '../../../src/app/storage/journal.ts';
import type { RunEvent } from '../../../src/core/log/event.ts';
import { readStream } from './read-stream.ts';

// What is written ahead of a run, read by a page that has broken down: as it was written, and where something of it was lost or is another version's.

const DAY = 24 * 60 * 60 * 1000;
const PAGE = '/rank/';
const log = readStream('two-windows-repaired');
const ends = log.flatMap(({ type }, place) => (type === 'window-end' ? [place + 1] : []));
const [first = 0, second = 0] = ends;

interface Own {
  readonly name: string;
  readonly journal: Journal;
}

const own = (setup: Partial<Parameters<typeof openJournal>[0]> = {}): Own => {
  const name = `journal-${crypto.randomUUID()}`;
  return { name, journal: openJournal({ name, page: PAGE, now: Date.now, locks: undefined, ...setup }) };
};

async function write(journal: Journal, runId: string): Promise<void> {
  expect(await journal.write(runId, 0, log.slice(0, first))).toEqual({ ok: true, value: null });
  expect(await journal.write(runId, 1, log.slice(first, second))).toEqual({ ok: true, value: null });
}

/** Changes a record behind the journal's back; what `change` gives is kept in its place, null takes it away. */
async function tamper(name: string, place: [string, number], change: (record: object) => object | null): Promise<void> {
  const database = await openDB(name);
  const changed = change((await database.get('journal', place)) as object);
  await (changed === null ? database.delete('journal', place) : database.put('journal', changed));
  database.close();
}

async function left(journal: Journal): Promise<readonly { readonly log: readonly RunEvent[] | null; readonly cut: boolean }[]> {
  const answer = await journal.left();
  if (!answer.ok) throw new Error(answer.error.code);
  return answer.value.runs.map(({ log: events, cut }) => ({ log: events, cut }));
}

test('a run that was left is read as it was written; one that was erased is not there', async () => {
  const { journal } = own();
  await write(journal, 'a');
  await write(journal, 'b');
  await journal.erase('b');
  expect(await left(journal)).toEqual([{ log: log.slice(0, second), cut: false }]);
});

test('a run that begins anew under the same name keeps nothing of what was written before', async () => {
  const { journal } = own();
  await write(journal, 'a');
  await journal.write('a', 0, log.slice(0, first));
  expect(await left(journal)).toEqual([{ log: log.slice(0, first), cut: false }]);
});

test.each([
  ['a part without its events', (record: object) => ({ ...record, events: undefined })],
  ['a part whose events are torn', (record: object) => ({ ...record, events: [{ type: 'window-start' }] })],
  ['a part of another version', (record: object) => ({ ...record, schema: 99 })],
] as const)('%s costs what follows it, and that is told', async (what, change) => {
  const { name, journal } = own();
  await write(journal, 'a');
  await tamper(name, ['a', 1], change);
  // A version that is not known is not read in part: nobody knows what it holds.
  const read = what === 'a part of another version' ? null : log.slice(0, first);
  expect(await left(journal)).toEqual([{ log: read, cut: true }]);
});

test('a run whose beginning is missing is there, and told as unreadable', async () => {
  const { name, journal } = own();
  await write(journal, 'a');
  await tamper(name, ['a', 0], () => null);
  expect(await left(journal)).toEqual([{ log: null, cut: true }]);
});

test('a run whose beginning is another version’s is there, and told as unreadable', async () => {
  const { name, journal } = own();
  await write(journal, 'a');
  await tamper(name, ['a', 0], (record) => ({ ...record, schema: 99 }));
  expect(await left(journal)).toEqual([{ log: null, cut: true }]);
});

test('the run of a page of another folder is not offered here, and stays for that one', async () => {
  const { name, journal } = own();
  await write(journal, 'a');
  const other = openJournal({ name, page: '/other/', now: Date.now, locks: undefined });
  expect(await left(other)).toEqual([]);
  expect(await left(journal)).toHaveLength(1);
});

test('of runs that nobody goes on with the newest three are kept, for a week', async () => {
  let now = 0;
  const { journal } = own({ now: () => now });
  for (const runId of ['a', 'b', 'c', 'd']) {
    now += 1000;
    await write(journal, runId);
  }
  expect(await left(journal)).toHaveLength(3);
  now += 7 * DAY - 1500;
  expect(await left(journal)).toHaveLength(2);
  now += DAY;
  expect(await left(journal)).toEqual([]);
});

test('a run that an open page holds was not left; once that page lets go of it, it was', async () => {
  const { journal } = own({ locks: navigator.locks });
  const runId = `held-${crypto.randomUUID()}`;
  const release = journal.hold(runId);
  await write(journal, runId);
  expect(await left(journal)).toEqual([]);
  expect(await journal.left(runId)).toMatchObject({ ok: true, value: { held: true } });
  release();
  await expect.poll(() => left(journal)).toHaveLength(1);
});

test('more than sixteen million characters of a run are told as having no room, and what was written before stays', async () => {
  const { journal } = own();
  await journal.write('a', 0, log.slice(0, first));
  const large = log
    .slice(first, second)
    .map((event) => (event.type === 'reasoning-delta' ? { ...event, text: 'x'.repeat(17_000_000) } : event));
  expect(large.some((event) => 'text' in event && event.text.length > 16_000_000)).toBe(true);
  expect(await journal.write('a', 1, large)).toEqual({ ok: false, error: { code: 'quota' } });
  expect(await left(journal)).toEqual([{ log: log.slice(0, first), cut: false }]);
});
