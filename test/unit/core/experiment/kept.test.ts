import { describe, expect, test } from 'vitest';
import { parseExperimentLines, toExperimentLines } from '../../../../src/core/experiment/file.ts';
import { keptText, without } from '../../../support/kept.ts';

const text = keptText('experiment.jsonl');
const [head = {}, ...cells] = text
  .trim()
  .split('\n')
  .map((line) => JSON.parse(line) as Record<string, unknown>);
const { type: _, ...plan } = head;
const lines = (...all: readonly unknown[]): string => all.map((line) => `${JSON.stringify(line)}\n`).join('');

describe('an experiment’s file of an earlier version', () => {
  test('is read with nothing lost, and written as the same text', () => {
    const read = parseExperimentLines(text);
    if (!read.ok) throw new Error(JSON.stringify(read.error));
    expect(read.value).toEqual({ plan, cells, problems: [] });
    expect(toExperimentLines(read.value.plan, read.value.cells)).toBe(text);
  });

  test.each([
    [['missingTopics'], { ...plan, missingTopics: [] }],
    [['configurations', 0, 'settings', 'method'], without(plan, ['configurations', 0, 'settings', 'method'])],
    [['configurations', 0, 'settings', 'priorWeight'], without(plan, ['configurations', 0, 'settings', 'priorWeight'])],
  ])('is read without the plan’s %j', (path, wanted) => {
    const read = parseExperimentLines(lines(without(head, path), ...cells));
    expect(read).toEqual({ ok: true, value: { plan: wanted, cells, problems: [] } });
  });

  test.each([
    ['ties', []],
    ['forecast', null],
  ])('is read without a cell’s %s', (name, instead) => {
    const read = parseExperimentLines(lines(head, without(cells[0], [name]), ...cells.slice(1)));
    expect(read).toMatchObject({
      ok: true,
      value: { plan, cells: [{ ...cells[0], [name]: instead }, ...cells.slice(1)], problems: [] },
    });
  });
});
