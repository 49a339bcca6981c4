import { describe, expect, test } from 'vitest';
import { toMarkdown } from '../../../../src/core/export/markdown.ts';
import { noteText, runNotes } from '../../../../src/core/export/notes.ts';
import { parseLogFile, toLogFile } from '../../../../src/core/log/file.ts';
import { viewAt } from '../../../../src/core/log/cursor.ts';
import { reduceLog } from '../../../../src/core/log/view.ts';
import { selectPreferences } from '../../../../src/core/read/preferences.ts';
import type { RunPreferences } from '../../../../src/core/read/preferences.ts';
import { docId } from '../../../../src/core/request.ts';
import { readingLog } from '../../../support/reading-log.ts';
import { sampleRequest } from '../../../support/sample-request.ts';
import { certifiedLog, certifiedView, truthful } from '../../../support/certified-log.ts';

/** Any order of 25: seven steps further each time. */
const truth = (number: number): number => (number * 7) % 25;
const horses = { count: 25, size: 5, top: 3, answer: truthful(truth) };

function preferencesOf(view: Parameters<typeof selectPreferences>[0]): RunPreferences {
  const preferences = selectPreferences(view);
  if (preferences === null) throw new Error('no preferences');
  return preferences;
}

describe('the graph of a run’s preferences', () => {
  test('holds every pair of every answer as a way along its lines, and no line that follows from others', async () => {
    const view = await certifiedView(horses);
    const { nodes, edges } = preferencesOf(view);
    const nodeOf = new Map(nodes.flatMap(({ docIds }, node) => docIds.map((one) => [one, node] as const)));
    const reach = (skipped: number | null): readonly ReadonlySet<number>[] => {
      const reached = nodes.map(() => new Set<number>());
      for (const [at, { from, to }] of edges.entries()) if (at !== skipped) reached[from]?.add(to);
      for (const over of nodes.keys())
        for (const one of reached) if (one.has(over)) for (const lower of reached[over] ?? []) one.add(lower);
      return reached;
    };
    const all = reach(null);
    for (const { preferences } of view.windows) {
      const order = (preferences?.order ?? []).flat().map((one) => nodeOf.get(one) ?? -1);
      for (const [place, one] of order.entries())
        for (const other of order.slice(place + 1)) expect(all[one]?.has(other)).toBe(true);
    }
    for (const [at, { from, to }] of edges.entries()) expect(reach(at)[from]?.has(to)).toBe(false);
  });

  test('names for every line the windows whose answers put the one above the other', async () => {
    const view = await certifiedView(horses);
    const { nodes, edges } = preferencesOf(view);
    for (const { from, to, answers } of edges) {
      const [upper, lower] = [nodes[from]?.docIds[0] ?? docId(''), nodes[to]?.docIds[0] ?? docId('')];
      const saying = view.windows.flatMap(({ index, preferences }) => {
        const order = preferences?.order.flat() ?? [];
        const [over, under] = [order.indexOf(upper), order.indexOf(lower)];
        return over !== -1 && under !== -1 && over < under ? [{ window: index, said: true }] : [];
      });
      expect(answers).toEqual(saying);
      expect(answers.length).toBeGreaterThan(0);
    }
  });

  test('puts a node below all that stand right above it, and marks what is certain', async () => {
    const { nodes, edges, certified, of, uncompared } = preferencesOf(await certifiedView(horses));
    for (const { from, to } of edges) expect(nodes[to]?.layer).toBeGreaterThan(nodes[from]?.layer ?? Infinity);
    expect(nodes.filter((node) => node.certified).map(({ place, layer }) => [place, layer])).toEqual([
      [1, 0],
      [2, 1],
      [3, 2],
    ]);
    expect({ certified, of, uncompared }).toEqual({ certified: 3, of: 3, uncompared: 0 });
  });

  test('makes a circle of answers one node', async () => {
    const answers = ['[1] > [2] > [3]', '[2] > [3] > [1]'];
    const view = await certifiedView({ count: 4, size: 3, top: 4, answer: (_, call) => answers[call] ?? '' });
    const { nodes, edges } = preferencesOf(view);
    expect(nodes.map(({ docIds }) => docIds)).toEqual([[docId('h1'), docId('h2'), docId('h4')], [docId('h3')]]);
    expect(edges).toEqual([{ from: 0, to: 1, answers: [{ window: 0, said: true }] }]);
  });

  test('tells lines that no answer said, and that nothing is certain by them', async () => {
    const { edges, certified, of } = preferencesOf(await certifiedView({ ...horses, answer: () => 'none' }));
    expect(edges.every(({ answers }) => answers.every(({ said }) => !said))).toBe(true);
    expect([certified, of]).toEqual([0, 3]);
  });

  test('grows with the windows that have ended, at every cut of the log', async () => {
    const log = await certifiedLog(horses);
    let ended = 0;
    for (const [at, event] of log.entries()) {
      if (event.type === 'window-end') ended += 1;
      const view = viewAt(log, { type: 'at', index: at });
      const preferences = view === null ? null : selectPreferences(view);
      if (ended === 0) expect(preferences).toBe(null);
      else expect(preferences?.uncompared).toBe(Math.max(0, 25 - 5 * ended));
    }
  });

  test('is none where no places are certified', () => {
    const view = reduceLog(readingLog({ request: sampleRequest(3), scores: [1, 3, 2] }));
    if (view === null) throw new Error('no view');
    expect(view.windows[0]?.phase).toBe('ended');
    expect(selectPreferences(view)).toBe(null);
  });
});

describe('a certified run that is saved', () => {
  test('comes back from its log file with the same graph', async () => {
    const log = await certifiedLog(horses);
    const parsed = parseLogFile(JSON.stringify(toLogFile({ log, appVersion: '0', exportedAt: '' })));
    if (!parsed.ok) throw new Error('the file cannot be read');
    const again = reduceLog(parsed.value.file.events);
    const view = reduceLog(log);
    if (again === null || view === null) throw new Error('no view');
    expect(selectPreferences(again)).toEqual(selectPreferences(view));
  });

  test('tells in Markdown how many places are certain, and each line with its windows', async () => {
    const view = await certifiedView({ ...horses, budget: 6 });
    const text = toMarkdown({ view, appVersion: '1', exportedAt: '2026-01-02T03:04:05Z' });
    expect(text).toContain('Certified: 1 of 3 places.');
    expect(runNotes(view).map(noteText)).toContain(
      'Certified: 1 of 3 places. The others are the order of what was known by then.',
    );
    const { edges } = preferencesOf(view);
    expect(text.split('\n').filter((line) => /^\| h\d+ \| h\d+ \| [\d, ]+ \|$/u.test(line))).toHaveLength(edges.length);
    const whole = await certifiedView(horses);
    expect(runNotes(whole).some(({ code }) => code === 'uncertified')).toBe(false);
  });
});
