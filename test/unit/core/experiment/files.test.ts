import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { measure } from '../../../../src/core/measure/measures.ts';
import { parseTrecRun } from '../../../../src/core/measure/trec-run.ts';
import { parseExperimentLines, toExperimentLines, toExperimentTsv } from '../../../../src/core/experiment/file.ts';
import { toConfigurationRun } from '../../../../src/core/experiment/cells.ts';
import { docId } from '../../../../src/core/request.ts';
import { SAMPLE_PLAN, sampleCell } from './sample-experiment.ts';

const cells = [
  sampleCell('a', 'q1', {
    ties: [['d2', 'd3'].map(docId)],
    forecast: { calls: [1, 2], promptTokens: [1, 200], outputTokens: [0, 90] },
  }),
  sampleCell('b', 'q1', { outcome: { type: 'failed', error: { code: 'gpu-lost', message: 'lost\n', retry: true } } }),
  sampleCell('c', 'q2', { outcome: { type: 'cancelled' }, seconds: 0.125 }),
];
const text = toExperimentLines(SAMPLE_PLAN, cells);

describe('an experiment’s file', () => {
  it('is read back with nothing lost', () => {
    expect(parseExperimentLines(text)).toEqual({ ok: true, value: { plan: SAMPLE_PLAN, cells, problems: [] } });
    expect(parseExperimentLines(`\uFEFF${text.replaceAll('\n', '\r\n')}`)).toMatchObject({
      ok: true,
      value: { cells, problems: [] },
    });
  });

  it('cut off anywhere behind its plan gives every whole cell before the cut and names the spoilt line', () => {
    const planEnd = text.indexOf('\n');
    for (let cut = 0; cut <= text.length; cut += 1) {
      const read = parseExperimentLines(text.slice(0, cut));
      expect(read.ok).toBe(cut >= planEnd);
      if (!read.ok) continue;
      const rows = text.slice(planEnd + 1, cut).split('\n');
      const spoilt = rows.at(-1) !== '' && !text.slice(0, cut + 1).endsWith('\n');
      expect(read.value.cells).toEqual(cells.slice(0, spoilt ? rows.length - 1 : rows.filter((row) => row !== '').length));
      expect(read.value.problems.map(({ line, code }) => [line, code])).toEqual(spoilt ? [[rows.length + 1, 'cut-off']] : []);
    }
  });

  it('names each line that does not fit and keeps the others', () => {
    const lines = text.trimEnd().split('\n');
    const bad = (change: object) => JSON.stringify({ ...cells[0], ...change });
    const spoilt = [
      'nonsense',
      'null',
      bad({ qid: 'elsewhere' }),
      bad({ ranking: ['d1', 'd1'] }),
      bad({ ties: [['d8', 'd9']] }),
      bad({ seconds: -1 }),
      bad({ outcome: { type: 'odd' } }),
      bad({ outcome: { type: 'failed' } }),
      bad({ windows: {} }),
      bad({ forecast: { calls: [1] } }),
    ];
    const read = parseExperimentLines([lines[0], ...spoilt, ...lines.slice(1), ''].join('\n'));
    if (!read.ok) expect.fail();
    expect(read.value.cells).toEqual(cells);
    expect(read.value.problems.map(({ line }) => line)).toEqual(spoilt.map((_, place) => place + 2));
  });

  it('is refused with a next step where its first line is no plan', () => {
    const codeOf = (first: string) => {
      const read = parseExperimentLines(`${first}\n`);
      return read.ok ? null : read.error.code;
    };
    const plan = (change: object) => JSON.stringify({ type: 'glassrank-experiment', ...SAMPLE_PLAN, ...change });
    expect(codeOf(plan({}))).toBeNull();
    expect([codeOf(''), codeOf('{'), codeOf('[]'), codeOf('{"type":"other"}')]).toEqual([
      'bad-json',
      'bad-json',
      'not-an-experiment',
      'not-an-experiment',
    ]);
    expect(codeOf(plan({ schema: 2 }))).toBe('newer-schema');
    for (const change of [
      { topics: [] },
      { topics: ['q', 'q'] },
      { depth: 0.5 },
      { seed: null },
      { collection: {} },
      { configurations: [{}] },
    ])
      expect(codeOf(plan(change))).toBe('not-an-experiment');
  });

  it('never throws, whatever it is given', () => {
    fc.assert(fc.property(fc.array(fc.json()), (rows) => void parseExperimentLines(rows.join('\n'))));
    fc.assert(fc.property(fc.json(), (row) => void parseExperimentLines(`${text}${row}`)));
  });
});

describe('a configuration’s TREC run', () => {
  it('holds its own cells in the plan’s order, with the order of tied passages kept', () => {
    const more = [sampleCell('a', 'q2', { ranking: ['d2', 'd1'].map(docId) }), ...cells];
    const run = parseTrecRun(toConfigurationRun({ plan: SAMPLE_PLAN, cells: more, configurationId: 'a' }));
    if (!run.ok) expect.fail();
    expect(Array.from(run.value, ([qid, rows]) => [qid, ...rows.map(({ docid }) => docid)])).toEqual([
      ['q1', 'd1', 'd2', 'd3'],
      ['q2', 'd2', 'd1'],
    ]);
  });
});

describe('the table of an experiment', () => {
  it('has a line a cell with as many fields as the header, also for names with tabs, and no formulas', () => {
    const measures = [measure('RR@10') ?? expect.fail()];
    const odd = sampleCell('a', '=1+1\t2');
    const qrels = new Map([['q1', new Map([['d2', 1]])]]);
    const rows = toExperimentTsv({ plan: SAMPLE_PLAN, cells: [...cells, odd], qrels, measures })
      .slice(0, -1)
      .split('\n')
      .map((row) => row.split('\t'));
    expect(rows.map((row) => row.length)).toEqual([13, 13, 13, 13, 13]);
    expect(rows[1]).toEqual(['q1', 'A', 'complete', '1', '100', '10', '2', '1', '0', '0', '0', '2', '0.5']);
    expect(rows[2]?.[2]).toBe('failed: gpu-lost');
    expect(rows[3]?.at(-1)).toBe('');
    expect(rows[4]?.[0]).toBe("'=1+1 2");
  });
});
