import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { positionPlan } from '../../../../../src/core/experiment/lenses/position.ts';
import type { RunEvent } from '../../../../../src/core/log/event.ts';
import { docId } from '../../../../../src/core/request.ts';
import type { LensAction, LensEnd, LensesView } from '../../../../../src/app/features/lenses/slice.ts';
import { lensAtWork, LENSES_AT_REST, reduceLens } from '../../../../../src/app/features/lenses/slice.ts';
import { lensFile } from '../../../../../src/core/experiment/lenses/index.ts';
import { SAMPLE_SETTINGS, sampleRequest } from '../../../../support/sample-request.ts';
import { SCRIPTED_IDENTITY } from '../../../../support/scripted-model.ts';

const runs = positionPlan({ request: sampleRequest(3), rotations: 3, scores: true });
const begin: LensAction = { type: 'lens-begin', plan: { lens: 'position', runs }, settings: SAMPLE_SETTINGS };
const [first] = runs;

function logOf(key: string): readonly RunEvent[] {
  const run = runs.find((one) => one.key === key);
  const request = run?.request ?? sampleRequest(3);
  const shared = { runId: key, at: 0 };
  return [
    {
      ...shared,
      type: 'run-start',
      seq: 0,
      schema: 1,
      request,
      settings: SAMPLE_SETTINGS,
      model: SCRIPTED_IDENTITY,
      windows: [],
    },
    { ...shared, type: 'run-end', seq: 1, outcome: { type: 'complete' }, ranking: ['d1', 'd2', 'd3'].map(docId) },
  ];
}

const after = (...actions: readonly LensAction[]): LensesView => actions.reduce(reduceLens, LENSES_AT_REST);
const ran = (key: string): LensAction => ({ type: 'lens-run-end', lens: 'position', key, events: logOf(key) });
const end: LensAction = { type: 'lens-end', lens: 'position', end: { type: 'done' } };

describe('the lenses’ state', () => {
  it('does one job at a time', () => {
    const working = after(begin, ran(first?.key ?? ''));
    expect(lensAtWork(working)).toBe('position');
    expect(reduceLens(working, { ...begin, plan: { lens: 'ablation', runs: [] } })).toBe(working);
  });

  it('keeps what was found until the same lens is started again', () => {
    const over = after(begin, ran(first?.key ?? ''), end);
    expect(over.jobs.position).toMatchObject({ end: { type: 'done' }, current: null });
    const other = reduceLens(over, { ...begin, plan: { lens: 'ablation', runs: [] } });
    expect(other.jobs.position).toBe(over.jobs.position);
    expect(after(begin, ran(first?.key ?? ''), end, begin).jobs.position?.logs.size).toBe(0);
  });

  it('takes no late word of a job that is over', () => {
    const over = after(begin, end);
    expect(reduceLens(over, ran(first?.key ?? ''))).toBe(over);
    expect(reduceLens(over, { type: 'lens-stop' })).toBe(over);
  });

  it('a stop is told at once, and ends with the job', () => {
    expect(after(begin, { type: 'lens-stop' }).jobs.position?.end).toEqual({ type: 'stopping' });
  });

  it('whatever happens, in whatever order, gives files that say how many runs counted', () => {
    const ends: readonly LensEnd[] = [{ type: 'done' }, { type: 'stopped' }, { type: 'no-model' }];
    const action = fc.oneof(
      fc.constant(begin),
      fc.constantFrom(...runs.map(({ key }) => ran(key))),
      fc.constantFrom(...ends.map((one): LensAction => ({ type: 'lens-end', lens: 'position', end: one }))),
      fc.constant<LensAction>({ type: 'lens-stop' }),
      fc.constant<LensAction>({ type: 'lens-model', lens: 'position', model: SCRIPTED_IDENTITY }),
      fc.constant<LensAction>({ type: 'lens-answer', answer: { logProbs: [], promptTokens: 0, computedTokens: 0 }, tookMs: 1 }),
    );
    fc.assert(
      fc.property(fc.array(action, { maxLength: 12 }), (actions) => {
        const { jobs } = after(...actions);
        const file = lensFile(jobs, 'position', 'json');
        if (jobs.position === null) {
          expect(file).toBeNull();
          return;
        }
        const told = JSON.parse(file ?? '') as { readonly tally: { readonly whole: number; readonly waiting: number } };
        expect(told.tally.whole).toBe(jobs.position.logs.size);
        expect(told.tally.waiting).toBe(runs.length - jobs.position.logs.size);
        expect(lensFile(jobs, 'position', 'tsv')?.startsWith('docid\tstarted_at_1')).toBe(true);
      }),
    );
  });
});
