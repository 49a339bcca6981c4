import { describe, expect, test } from 'vitest';
import { MOST_CONFIGURATIONS, COMPARE_AT_REST, reduceCompare } from '../../../../../src/app/features/compare/slice.ts';
import type { CompareAction, CompareState, OpenExperiment } from '../../../../../src/app/features/compare/slice.ts';
import { SAMPLE_PLAN, sampleCell } from '../../../core/experiment/sample-experiment.ts';

const OPEN: OpenExperiment = { plan: SAMPLE_PLAN, cells: [], collection: null, stored: false, problems: [] };

function after(...actions: readonly CompareAction[]): CompareState {
  const opened = reduceCompare(COMPARE_AT_REST, { type: 'experiment-open', open: OPEN });
  return actions.reduce(reduceCompare, opened);
}

describe('experiments on the page', () => {
  test('a cell that is run again takes the place of its first run', () => {
    const first = sampleCell('a', 'q1', { outcome: { type: 'failed', error: { code: 'gpu-lost', message: '', retry: true } } });
    const second = sampleCell('a', 'q1');
    const { open } = after(
      { type: 'experiment-cell', id: 'e1', cell: first },
      { type: 'experiment-cell', id: 'e1', cell: sampleCell('b', 'q1') },
      { type: 'experiment-cell', id: 'e1', cell: second },
    );
    expect(open?.cells.filter(({ configurationId }) => configurationId === 'a')).toEqual([second]);
    expect(open?.cells).toHaveLength(2);
  });

  test('a cell of another experiment is not taken in', () => {
    expect(after({ type: 'experiment-cell', id: 'e2', cell: sampleCell('a', 'q1') }).open?.cells).toEqual([]);
  });

  test('no other experiment can be put on screen while one runs', () => {
    const view = after({ type: 'experiment-begin' }, { type: 'experiment-open', open: null });
    expect(view.open).toBe(OPEN);
    expect(reduceCompare(view, { type: 'experiment-end' }).run).toEqual({ type: 'idle' });
  });

  test('a pause can become a stop, a stop no pause, and what does not run cannot be halted', () => {
    const halt = (how: 'pause' | 'stop'): CompareAction => ({ type: 'experiment-halt', how });
    const begin = { type: 'experiment-begin' } as const;
    expect(after(begin, halt('pause'), halt('stop')).run).toMatchObject({ end: 'stop' });
    expect(after(begin, halt('stop'), halt('pause')).run).toMatchObject({ end: 'stop' });
    expect(after(halt('stop')).run).toEqual({ type: 'idle' });
  });

  test('progress counts from nothing again with each cell', () => {
    const view = after(
      { type: 'experiment-begin' },
      { type: 'experiment-progress', calls: 3, tokens: 900, forecast: null },
      { type: 'experiment-cell-begin', cell: { configurationId: 'b', qid: 'q2' } },
    );
    expect(view.run).toMatchObject({ cell: { configurationId: 'b', qid: 'q2' }, calls: 0, tokens: 0 });
  });

  test('a draft holds no more configurations than fit side by side', () => {
    const [one] = SAMPLE_PLAN.configurations;
    if (one === undefined) throw new Error('the sample plan has no configuration');
    const many = Array.from({ length: MOST_CONFIGURATIONS + 3 }, (_, place) => ({ ...one, id: `c${place}` }));
    const { draft } = after({ type: 'experiment-draft', change: { configurations: many } });
    expect(draft.configurations).toEqual(many.slice(0, MOST_CONFIGURATIONS));
  });

  test('the renamed experiment keeps everything but its name', () => {
    const { open } = after({ type: 'experiment-rename', id: 'e1', name: 'other' });
    expect(open).toEqual({ ...OPEN, plan: { ...SAMPLE_PLAN, name: 'other' } });
  });
});
