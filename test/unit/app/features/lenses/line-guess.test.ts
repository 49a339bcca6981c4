import { readFileSync } from 'node:fs';
import { expect, it } from 'vitest';
import { parseLogFile } from '../../../../../src/core/log/file.ts';
import { reduceLog } from '../../../../../src/core/log/view.ts';
import type { RunView } from '../../../../../src/core/log/view.ts';
import { lineGuess, probedWindow, selectProbe } from '../../../../../src/app/features/lenses/read.ts';

function recorded(id: string): RunView {
  const read = parseLogFile(readFileSync(new URL(`../../../../../public/gallery/${id}.json`, import.meta.url), 'utf8'));
  const view = read.ok ? reduceLog(read.value.file.events) : null;
  if (view === null) throw new Error(id);
  return view;
}

function guessOf(run: RunView, model = run.model): number | null {
  const window = probedWindow(run, null);
  const probe = selectProbe(run, { window: null, grain: 'sentence' });
  if (window === null || !probe.ok) throw new Error('nothing to ask');
  return lineGuess({ run, window, plan: probe.value.plan, model });
}

it.each(['kettle', 'letter', 'bees', 'heating'])(
  'what the line of belief costs after the recorded %s is told from what is beyond the prompt: more than half of such a run, as measured, and less than all of it',
  (id) => {
    const run = recorded(id);
    const share = (guessOf(run) ?? 0) / run.lastAt;
    // 59 and 63 % were measured of kettle and letter (docs/decisions/2026-12-01-belief-line.md); rather too much than too little.
    expect(share).toBeGreaterThan(0.59);
    expect(share).toBeLessThan(0.8);
  },
);

it('another machine’s or model’s rates tell nothing', () => {
  const run = recorded('kettle');
  expect(guessOf(run, { ...run.model, adapter: 'another' })).toBe(null);
  expect(guessOf(run, { ...run.model, manifestSha256: 'another' })).toBe(null);
});
