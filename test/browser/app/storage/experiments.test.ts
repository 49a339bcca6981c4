import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { toLogFile } from '../../../../src/core/log/file.ts';
import type { ExperimentPlan } from '../../../../src/core/experiment/plan.ts';
import { UPGRADE_STEPS } from '../../../../src/app/storage/schema.ts';
import { openExperiments } from '../../../../src/app/storage/experiments.ts';
import type { Experiments } from '../../../../src/app/storage/experiments.ts';
import { openHistory } from '../../../../src/app/storage/history.ts';
import type { Result } from '../../../../src/core/request.ts';
import { SAMPLE_PLAN, sampleCell } from '../../../unit/core/experiment/sample-experiment.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { readStream } from '../read-stream.ts';

let name = '';
let count = 0;
let opened: { close(): void }[] = [];
const isoNow = (): string => new Date(Date.UTC(2026, 0, 2, 3, 4, (count += 1))).toISOString();

/** A visit: a connection of its own to the same database. */
function visit(): Experiments {
  const experiments = openExperiments({ name, isoNow });
  opened.push(experiments);
  return experiments;
}

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

const planOf = (id: string): ExperimentPlan => ({ ...SAMPLE_PLAN, id });

beforeEach(() => {
  name = `experiments-${crypto.randomUUID()}`;
});

afterEach(async () => {
  vi.restoreAllMocks();
  for (const one of opened) one.close();
  opened = [];
  await new Promise((resolve) => {
    const request = indexedDB.deleteDatabase(name);
    for (const type of ['success', 'error', 'blocked']) request.addEventListener(type, resolve);
  });
});

describe('kept experiments', () => {
  test('a later visit finds the plan and every cell that was kept, and goes on from there', async () => {
    const first = visit();
    valueOf(await first.keep(planOf('e1')));
    const cells = [sampleCell('a', 'q1'), sampleCell('b', 'q1', { outcome: { type: 'cancelled' } })];
    for (const cell of cells) valueOf(await first.keepCell('e1', cell, null));
    first.close();
    const { entry, cells: kept } = valueOf(await visit().open('e1'));
    expect(entry.plan).toEqual(planOf('e1'));
    expect(kept).toEqual(cells);
  });

  test('experiments do not see each other’s cells, also where one’s id begins as another’s', async () => {
    const experiments = visit();
    for (const id of ['e', 'e1', 'e2']) {
      valueOf(await experiments.keep(planOf(id)));
      valueOf(await experiments.keepCell(id, sampleCell('a', `of ${id}`), id));
    }
    expect(valueOf(await experiments.open('e')).cells.map(({ qid }) => qid)).toEqual(['of e']);
    valueOf(await experiments.remove('e1'));
    expect(valueOf(await experiments.list()).map(({ id, cells }) => [id, cells])).toEqual([
      ['e2', 1],
      ['e', 1],
    ]);
    expect(await experiments.open('e1')).toMatchObject({ ok: false, error: { code: 'missing' } });
    expect(valueOf(await experiments.loadCellLog('e1', { configurationId: 'a', qid: 'of e1' }))).toBeNull();
    expect(valueOf(await experiments.loadCellLog('e2', { configurationId: 'a', qid: 'of e2' }))).toBe('e2');
  });

  test('a cell that is run again replaces the first one, with its log', async () => {
    const experiments = visit();
    valueOf(await experiments.keep(planOf('e1')));
    const key = { configurationId: 'a', qid: 'q1' };
    valueOf(await experiments.keepCell('e1', sampleCell('a', 'q1', { outcome: { type: 'cancelled' } }), 'first'));
    expect(valueOf(await experiments.loadCellLog('e1', key))).toBe('first');
    valueOf(await experiments.keepCell('e1', sampleCell('a', 'q1'), null));
    expect(valueOf(await experiments.open('e1')).cells).toEqual([sampleCell('a', 'q1')]);
    expect(valueOf(await experiments.loadCellLog('e1', key))).toBeNull();
  });

  test('an imported experiment is kept whole, renamed at will, and an imported cell is no longer lost by keeping the plan anew', async () => {
    const experiments = visit();
    const cells = [sampleCell('a', 'q1'), sampleCell('c', 'q4')];
    valueOf(await experiments.keep(planOf('e1'), cells));
    valueOf(await experiments.keep(planOf('e1')));
    valueOf(await experiments.rename('e1', 'Another name'));
    const { entry, cells: kept } = valueOf(await experiments.open('e1'));
    expect([entry.name, entry.plan.name]).toEqual(['Another name', 'Another name']);
    expect(kept).toEqual(cells);
  });

  test('a cell of an experiment that was removed in another tab is refused in words and leaves nothing behind', async () => {
    const [one, other] = [visit(), visit()];
    valueOf(await one.keep(planOf('e1')));
    valueOf(await other.remove('e1'));
    expect(await one.keepCell('e1', sampleCell('a', 'q1'), 'log')).toMatchObject({ ok: false, error: { code: 'missing' } });
    valueOf(await one.keep(planOf('e1')));
    expect(valueOf(await one.open('e1')).cells).toEqual([]);
  });

  test('a full disk is told in words, and neither half of the cell is kept', async () => {
    const experiments = visit();
    valueOf(await experiments.keep(planOf('e1')));
    const put = IDBObjectStore.prototype.put;
    vi.spyOn(IDBObjectStore.prototype, 'put').mockImplementation(function put_(this: IDBObjectStore, value: unknown) {
      if (this.name === 'cellLogs') throw new DOMException('full', 'QuotaExceededError');
      return put.call(this, value);
    });
    const full = await experiments.keepCell('e1', sampleCell('a', 'q1'), 'log');
    vi.restoreAllMocks();
    expect(full).toMatchObject({ ok: false, error: { code: 'quota' } });
    expect(valueOf(await experiments.open('e1')).cells).toEqual([]);
  });
});

test.each([
  ['lacks a field', { ...planOf('e1'), depth: undefined }, { code: 'not-an-experiment', field: 'depth' }],
  ['is of a later version', { ...planOf('e1'), schema: 2 }, { code: 'newer-schema', schema: '2', reads: 1 }],
  ['is lost', undefined, { code: 'not-an-experiment', field: null }],
])(
  'an experiment whose plan %s is listed with the reason, not opened, and deleted with all that belongs to it',
  async (_, plan, problem) => {
    const experiments = visit();
    valueOf(await experiments.keep(planOf('e1')));
    valueOf(await experiments.keepCell('e1', sampleCell('a', 'q1'), 'log'));
    valueOf(await experiments.keep(planOf('e2')));
    const raw = await openDB(name);
    await raw.put('experiments', { id: 'e1', name: 'old', savedAt: isoNow(), plan });
    raw.close();
    const listed = valueOf(await experiments.list());
    expect(listed.map(({ id, cells }) => [id, cells])).toEqual([
      ['e1', 1],
      ['e2', 0],
    ]);
    expect(listed[0]).toMatchObject({ name: 'old', problem });
    expect(await experiments.open('e1')).toEqual({ ok: false, error: { code: 'unreadable-experiment' } });
    const removed = valueOf(await experiments.remove('e1'));
    expect(valueOf(await experiments.list()).map(({ id }) => id)).toEqual(['e2']);
    expect(valueOf(await experiments.loadCellLog('e1', { configurationId: 'a', qid: 'q1' }))).toBeNull();
    // Also what cannot be opened comes back as it was.
    valueOf(await experiments.restore(removed));
    expect(valueOf(await experiments.list())).toEqual(listed);
  },
);

describe('a database of the version before experiments', () => {
  test('keeps its runs and takes experiments in', async () => {
    const file = toLogFile({ log: readStream('recorded-kettle'), appVersion: '1', exportedAt: '2026-01-02T03:04:05Z' });
    const old = openHistory({ name, isoNow, steps: UPGRADE_STEPS.slice(0, 1) });
    const entry = valueOf(await old.save(file, 'kept'));
    const before = valueOf(await old.load(entry.id));
    old.close();
    const raw = await openDB(name);
    expect([raw.version, [...raw.objectStoreNames]]).toEqual([1, ['entries', 'logs']]);
    raw.close();

    valueOf(await visit().keep(planOf('e1'), [sampleCell('a', 'q1')]));
    const history = openHistory({ name, isoNow });
    opened.push(history);
    expect(valueOf(await history.list())).toEqual([entry]);
    expect(valueOf(await history.load(entry.id))).toEqual(before);
    valueOf(await history.removeAll());
    expect(valueOf(await visit().open('e1')).cells).toHaveLength(1);
  });

  test('texts are kept with their experiment, found by another that read the same, and go with it', async () => {
    const experiments = visit();
    for (const id of ['e1', 'e2']) valueOf(await experiments.keep(planOf(id)));
    const qrels = new Map([['q1', new Map([['d1', 2]])]]);
    const texts = { sha256: 'ab', requests: [sampleRequest(3)], qrels, bytes: 321 };
    valueOf(await experiments.keepRequests('e1', texts));
    expect(valueOf(await visit().loadRequests('e1', 'ab'))).toMatchObject(texts);
    expect(valueOf(await experiments.loadRequests('e2', 'ab'))).toMatchObject(texts);
    expect(valueOf(await experiments.loadRequests('e2', 'cd'))).toBe(null);
    valueOf(await experiments.keepCell('e1', sampleCell('a', 'q1'), null));
    valueOf(await experiments.keep(planOf('e1')));
    const listed = valueOf(await experiments.list());
    expect(new Map(listed.map((one) => [one.id, 'requestBytes' in one ? one.requestBytes : undefined]))).toEqual(
      new Map([
        ['e1', 321],
        ['e2', undefined],
      ]),
    );
    valueOf(await experiments.remove('e1'));
    expect(valueOf(await experiments.loadRequests('e2', 'ab'))).toBe(null);
    expect(await experiments.keepRequests('e1', texts)).toMatchObject({ ok: false, error: { code: 'missing' } });
  });

  test('a database of the version before texts were kept keeps its experiments, and takes texts from then on', async () => {
    const database = await openDB(name, 2, {
      upgrade(made, oldVersion, _newVersion, transaction) {
        for (const step of UPGRADE_STEPS.slice(oldVersion, 2)) step(made as never, transaction as never);
      },
    });
    await database.put('experiments', { id: 'e1', name: 'old', savedAt: isoNow(), plan: planOf('e1') });
    await database.put('cells', { place: ['e1', 'a', 'q1'], cell: sampleCell('a', 'q1') });
    database.close();
    const experiments = visit();
    expect(valueOf(await experiments.open('e1')).cells).toEqual([sampleCell('a', 'q1')]);
    valueOf(await experiments.keepRequests('e1', { sha256: 'ab', requests: [], qrels: null, bytes: 4 }));
    expect(valueOf(await experiments.loadRequests('e1', 'ab'))?.bytes).toBe(4);
  });
});
