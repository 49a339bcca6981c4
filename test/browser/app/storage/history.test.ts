import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { parseLogFile, toLogFile } from '../../../../src/core/log/file.ts';
import { UPGRADE_STEPS } from '../../../../src/app/storage/schema.ts';
import { openHistory } from '../../../../src/app/storage/history.ts';
import type { History } from '../../../../src/app/storage/history.ts';
import type { Result } from '../../../../src/core/request.ts';
import type { RunLogFile } from '../../../../src/core/log/file.ts';
import { readStream } from '../read-stream.ts';

let name = '';
let count = 0;
let opened: History[] = [];

/** A tab: a connection of its own to the same database. Its clock moves a second with each save. */
function tab(steps = UPGRADE_STEPS): History {
  const history = openHistory({
    name,
    steps,
    isoNow: () => new Date(Date.UTC(2026, 0, 2, 3, 4, (count += 1))).toISOString(),
  });
  opened.push(history);
  return history;
}

const fileOf = (stream: string): RunLogFile =>
  toLogFile({ log: readStream(stream), appVersion: '1', exportedAt: '2026-01-02T03:04:05Z' });
const kettle = fileOf('recorded-kettle');
const bees = fileOf('recorded-bees');

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

beforeEach(() => {
  name = `history-${crypto.randomUUID()}`;
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const history of opened) history.close();
  opened = [];
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    request.addEventListener('success', resolve);
    request.addEventListener('error', resolve);
    request.addEventListener('blocked', resolve);
  });
});

describe('the history', () => {
  test('is empty at first', async () => {
    const history = tab();
    expect(valueOf(await history.list())).toEqual([]);
    expect(valueOf(await history.usage())).toMatchObject({ runs: 0, bytes: 0 });
  });

  test('gives a saved run back with nothing lost, also to a later visit', async () => {
    const first = tab();
    const entry = valueOf(await first.save(kettle, 'My kettle'));
    first.close();
    const loaded = valueOf(await tab().load(entry.id));
    expect(loaded.entry).toEqual(entry);
    expect(valueOf(parseLogFile(loaded.text)).file).toEqual(kettle);
  });

  test('lists the newest first, with what a list needs', async () => {
    const history = tab();
    await history.save(kettle, 'one');
    await history.save(bees, 'two');
    const entries = valueOf(await history.list());
    expect(entries.map((entry) => entry.name)).toEqual(['two', 'one']);
    expect(entries[1]).toEqual({
      id: kettle.events[0]?.runId,
      name: 'one',
      savedAt: expect.stringMatching(/^2026-01-02T/u) as string,
      query: 'Why did the kettle stop heating?',
      modelId: 'glassrank-135m-q4f32_1',
      passages: 4,
      outcome: 'complete',
      bytes: new TextEncoder().encode(JSON.stringify(kettle)).length,
    });
  });

  test('keeps one copy of a run that is saved twice', async () => {
    const history = tab();
    await history.save(kettle, 'one');
    await history.save(kettle, 'again');
    expect(valueOf(await history.list()).map((entry) => entry.name)).toEqual(['again']);
  });

  test('renames a run and leaves the rest of it alone', async () => {
    const history = tab();
    const entry = valueOf(await history.save(kettle, 'one'));
    expect(valueOf(await history.rename(entry.id, '<b>新</b>'))).toEqual({ ...entry, name: '<b>新</b>' });
    expect(valueOf(await history.list())).toEqual([{ ...entry, name: '<b>新</b>' }]);
  });

  test('forgets one run, or all, with their logs', async () => {
    const history = tab();
    const { id } = valueOf(await history.save(kettle, 'one'));
    await history.save(bees, 'two');
    valueOf(await history.remove(id));
    expect(valueOf(await history.list()).map((entry) => entry.name)).toEqual(['two']);
    expect(await history.load(id)).toMatchObject({ ok: false, error: { code: 'missing' } });
    valueOf(await history.removeAll());
    expect(valueOf(await history.usage())).toMatchObject({ runs: 0, bytes: 0 });
    history.close();
    const database = await openDB(name);
    expect(await database.count('logs')).toBe(0);
    database.close();
  });

  test('says what it takes and what the browser would give', async () => {
    const history = tab();
    const [one, two] = [valueOf(await history.save(kettle, 'one')), valueOf(await history.save(bees, 'two'))];
    const usage = valueOf(await history.usage());
    expect(usage).toMatchObject({ runs: 2, bytes: one.bytes + two.bytes });
    expect(usage.quotaBytes).toBeGreaterThan(0);
  });

  test('answers in words where a run is gone', async () => {
    const history = tab();
    expect(await history.load('x')).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(await history.rename('x', 'y')).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(await history.remove('x')).toEqual({ ok: true, value: [] });
  });
});

describe('two tabs', () => {
  test('see each other’s runs', async () => {
    const [one, other] = [tab(), tab()];
    await one.save(kettle, 'one');
    await other.save(bees, 'two');
    expect(valueOf(await one.list())).toEqual(valueOf(await other.list()));
    expect(valueOf(await one.list())).toHaveLength(2);
  });

  test('a tab with a newer version upgrades at once, keeps every run, and the older tab says what to do', async () => {
    const older = tab();
    const entry = valueOf(await older.save(kettle, 'one'));
    const newer = tab([...UPGRADE_STEPS, (database) => void (database as unknown as IDBDatabase).createObjectStore('extra')]);
    expect(valueOf(await newer.list())).toEqual([entry]);
    expect(await older.list()).toMatchObject({ ok: false, error: { code: 'newer' } });
    expect(valueOf(await newer.load(entry.id)).entry).toEqual(entry);
  });

  test('a tab whose database was deleted elsewhere goes on with an empty one', async () => {
    const history = tab();
    await history.save(kettle, 'one');
    await new Promise((resolve) => {
      indexedDB.deleteDatabase(name).addEventListener('success', resolve);
    });
    expect(valueOf(await history.list())).toEqual([]);
    valueOf(await history.save(bees, 'two'));
  });

  test('a tab that does not give way ends in words, not in an endless wait', async () => {
    const stubborn = await openDB(name, UPGRADE_STEPS.length, {
      upgrade: (database, from, _to, transaction) =>
        UPGRADE_STEPS.slice(from).forEach((step) => step(database as never, transaction as never)),
    });
    const newer = tab([...UPGRADE_STEPS, () => undefined]);
    expect(await newer.list()).toMatchObject({ ok: false, error: { code: 'blocked' } });
    stubborn.close();
    await expect.poll(async () => (await newer.list()).ok).toBe(true);
  });
});

describe('where nothing can be kept', () => {
  test.each(['SecurityError', 'InvalidStateError'])('storage that is refused with %s is told in words', async (code) => {
    vi.spyOn(IDBFactory.prototype, 'open').mockImplementation(() => {
      throw new DOMException('refused', code);
    });
    const history = tab();
    expect(await history.list()).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    expect(await history.save(kettle, 'one')).toMatchObject({ ok: false, error: { code: 'unavailable' } });
    vi.restoreAllMocks();
    expect((await history.save(kettle, 'one')).ok).toBe(true);
  });

  test('a browser without IndexedDB is told in words', async () => {
    vi.stubGlobal('indexedDB', undefined);
    const answer = await tab().list();
    vi.unstubAllGlobals();
    expect(answer).toMatchObject({ ok: false, error: { code: 'unavailable' } });
  });

  // Chromium asks for the quota only now and then, so a really full site cannot be made at will: the failure is put in where it would come.
  test('a full disk is told in words, and neither half of the run is kept', async () => {
    const history = tab();
    await history.save(kettle, 'one');
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put_(this: IDBObjectStore, value: unknown) {
      if (this.name === 'logs') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value);
    });
    const full = await history.save(bees, 'two');
    vi.restoreAllMocks();
    expect(full).toMatchObject({ ok: false, error: { code: 'quota' } });
    expect(valueOf(await history.list()).map((entry) => entry.name)).toEqual(['one']);
  });
});
