import { openDB } from 'idb';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parseLogFile } from '../../../../src/core/log/file.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { openExperiments } from '../../../../src/app/storage/experiments.ts';
import { openHistory } from '../../../../src/app/storage/history.ts';
import { UPGRADE_STEPS } from '../../../../src/app/storage/schema.ts';
import type { HistorySchema } from '../../../../src/app/storage/schema.ts';
import type { Result } from '../../../../src/core/request.ts';
import keptExperiment from '../../../fixtures/kept/kept-experiment.json';
import keptRun from '../../../fixtures/kept/kept-run.json';
import { readStream } from '../read-stream.ts';

let name = '';
const isoNow = (): string => '2026-12-01T00:00:00Z';

beforeEach(() => {
  name = `kept-${crypto.randomUUID()}`;
});

afterEach(() => void indexedDB.deleteDatabase(name));

function valueOf<T>(result: Result<T, unknown>): T {
  if (!result.ok) throw new Error(JSON.stringify(result.error));
  return result.value;
}

/** Maps stand in the fixture as lists under the name `map`. */
function revived(_: string, value: unknown): unknown {
  const isMap = typeof value === 'object' && value !== null && 'map' in value && Array.isArray(value.map);
  return isMap ? new Map(value.map as [string, unknown][]) : value;
}

/** A database of this browser with records in it as an earlier version put them there; `change` takes something out of them. */
async function keepAsBefore(
  records: object,
  change: (record: Record<string, unknown>, store: string) => object = (record) => record,
) {
  const database = await openDB<HistorySchema>(name, UPGRADE_STEPS.length, {
    upgrade(opened, oldVersion, _newVersion, transaction) {
      for (const step of UPGRADE_STEPS.slice(oldVersion)) step(opened, transaction);
    },
  });
  const stores = JSON.parse(JSON.stringify(records), revived) as Record<string, Record<string, unknown>[]>;
  for (const [store, all] of Object.entries(stores))
    for (const record of [all].flat()) await database.put(store as 'entries', change(record, store) as never);
  database.close();
}

describe('a run kept by an earlier version', () => {
  const { entries: entry, logs } = keptRun;

  test('is listed and opened, and shows the same run', async () => {
    await keepAsBefore(keptRun);
    const history = openHistory({ name, isoNow });
    expect(valueOf(await history.list())).toEqual([entry]);
    const { entry: loaded, text } = valueOf(await history.load(entry.id));
    history.close();
    expect([loaded, text]).toEqual([entry, logs.text]);
    const parsed = parseLogFile(text);
    expect(parsed.ok && reduceLog(parsed.value.file.events)).toEqual(reduceLog(readStream('recorded-kettle')));
  });

  test.each(['name', 'query', 'modelId', 'passages', 'outcome', 'bytes'])(
    'is listed, opened and renamed without its %s',
    async (lost) => {
      await keepAsBefore(keptRun, ({ [lost]: _lost, ...rest }) => rest);
      const history = openHistory({ name, isoNow });
      const [listed] = valueOf(await history.list());
      expect(listed).toEqual({ ...entry, [lost]: expect.toSatisfy((value) => ['', 0, 'running'].includes(value as never)) });
      expect(valueOf(await history.load(entry.id)).text).toBe(logs.text);
      expect(valueOf(await history.rename(entry.id, 'new')).name).toBe('new');
      expect(valueOf(await history.usage()).runs).toBe(1);
      history.close();
    },
  );
});

describe('an experiment kept by an earlier version', () => {
  const [kept] = keptExperiment.experiments;
  /** With what lacking settings mean that came after it was kept. */
  const entry = JSON.parse(JSON.stringify(kept), (key, value: unknown) =>
    key === 'settings' ? { reading: 'off', readingWeight: 0, rerankDepth: 1_000_000, ...(value as object) } : value,
  ) as typeof kept;
  const cells = keptExperiment.cells.map(({ cell }) => cell);
  const id = entry?.id ?? '';

  test('is listed and opened with every cell, its logs and its texts', async () => {
    await keepAsBefore(keptExperiment);
    const experiments = openExperiments({ name, isoNow });
    expect(valueOf(await experiments.list())).toEqual([{ ...entry, cells: cells.length }]);
    const opened = valueOf(await experiments.open(id));
    expect(opened.entry).toEqual(entry);
    expect(opened.cells).toHaveLength(cells.length);
    for (const cell of cells) expect(opened.cells).toContainEqual(cell);
    expect(valueOf(await experiments.loadCellLog(id, cells[0] as never))).toBe(keptExperiment.cellLogs[0]?.text);
    const requests = valueOf(await experiments.loadRequests(id, 'ab'));
    expect(requests?.requests).toEqual(keptExperiment.requests[0]?.requests);
    expect(requests?.qrels?.get('q1')?.get('d1')).toBe(2);
    experiments.close();
  });

  test.each([
    ['experiments', 'requestBytes', { ...entry, requestBytes: undefined }, cells],
    ['cells', 'ties', entry, cells.map((cell) => ({ ...cell, ties: [] }))],
    ['cells', 'forecast', entry, cells.map((cell) => ({ ...cell, forecast: null }))],
    ['cells', 'ranking', entry, []],
  ])('is opened where its %s lack %s', async (from, lost, wantedEntry, wantedCells) => {
    await keepAsBefore(keptExperiment, (record, store) => {
      if (store !== from) return record;
      const holder = (store === 'cells' ? record['cell'] : record) as Record<string, unknown>;
      const { [lost]: _lost, ...rest } = holder;
      return store === 'cells' ? { ...record, cell: rest } : rest;
    });
    const experiments = openExperiments({ name, isoNow });
    const opened = valueOf(await experiments.open(id));
    expect(opened.entry).toEqual(wantedEntry);
    expect(opened.cells).toHaveLength(wantedCells.length);
    for (const cell of wantedCells) expect(opened.cells).toContainEqual(cell);
    experiments.close();
  });
});
