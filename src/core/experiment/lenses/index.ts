import { tsvTable } from '../../export/tsv.ts';
import { ablation } from './ablation.ts';
import { belief } from './belief.ts';
import { injection } from './injection.ts';
import type { Lens, LensRun, RepeatedJob } from './lens.ts';
import { position } from './position.ts';

const lenses = { belief, position, ablation, injection };

type Lenses = typeof lenses;
export type LensName = keyof Lenses;

/** Every lens, in the order in which they are offered. A new one is a file, a line here, its view and its words. */
export const LENSES: Readonly<Lenses> = lenses;

/** In the order in which they are offered. */
export const LENS_NAMES: readonly LensName[] = Object.keys(lenses) as LensName[];

/** What the job of each lens holds. */
export type JobOfLens = { readonly [Name in LensName]: Lenses[Name] extends Lens<infer Job> ? Job : never };

/** What the runs carry of each lens that runs the list again and again. */
export type RunsOfLens = {
  readonly [
    Name in LensName as Lenses[Name] extends Lens<RepeatedJob<infer Run extends LensRun>>
      ? RepeatedJob<Run> extends JobOfLens[Name]
        ? Name
        : never
      : never
  ]: Lenses[Name] extends Lens<RepeatedJob<infer Run extends LensRun>> ? Run : never;
};

/** A lens's findings so far as a file: a table with 1-based ranks, or JSON with 0-based ones. Null for a lens that was not started. */
export function lensFile(
  jobs: { readonly [Name in LensName]: JobOfLens[Name] | null },
  name: LensName,
  kind: 'json' | 'tsv',
): string | null {
  const job = jobs[name];
  if (job === null) return null;
  const { table, json } = (LENSES[name] as Lens<unknown>).findings(job);
  return kind === 'tsv'
    ? tsvTable(table)
    : `${JSON.stringify({ type: 'glassrank-lens', schema: 1, lens: name, ...json }, null, 1)}\n`;
}
