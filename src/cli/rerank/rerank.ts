import { noteText, runNotes } from '../../core/export/notes.ts';
import type { RunEvent, RunOutcome } from '../../core/log/event.ts';
import { viewAt } from '../../core/log/cursor.ts';
import type { RunView } from '../../core/log/view.ts';
import type { RankRequest } from '../../core/request.ts';
import type { NodeInstant } from '../../instant/node.ts';
import { encoderInEnglish, errorInEnglish, noticeInEnglish, SILENT_IN_ENGLISH } from '../english.ts';
import { openUsual } from '../usual-instant.ts';
import { EXIT, UsageError } from '../world.ts';
import type { CommandWorld } from '../world.ts';
import { liveOrder } from './live.ts';
import type { LiveOrder } from './live.ts';
import { rerankHelp, rerankOptions } from './options.ts';
import type { RerankOptions } from './options.ts';
import { resultOutput } from './output.ts';
import { instantRanker, modelRanker } from './ranker.ts';
import type { Ranker } from './ranker.ts';
import { readSource } from './source.ts';

/** So many failed runs one after the other end the command: the server is gone, and each further query would only wait for it. */
const MOST_FAILURES = 3;

/** `glassrank rerank …`. Returns the exit code (`EXIT`). Throws a UsageError, or what parseArgs throws, for what the person can mend. */
export async function rerankCommand(
  args: readonly string[],
  { command, world }: { readonly command: string; readonly world: CommandWorld },
): Promise<number> {
  if (args.includes('--help') || args.includes('-h')) {
    world.print(rerankHelp(command));
    return EXIT.ranked;
  }
  const options = rerankOptions(args, world);
  const stop = new AbortController();
  const listenNoMore = world.onStop(() => stop.abort());
  const drawn = world.screen !== null && !options.quiet && options.parallel === 1;
  const live = drawn && world.screen !== null ? liveOrder({ screen: world.screen, clock: world.clock }) : null;
  const tell = (text: string): void => {
    if (options.quiet) return;
    live?.clear();
    world.warn(text);
  };
  try {
    const { requests, notes, problems } = await readSource(options, world.input);
    problems.forEach(world.warn);
    if (options.strict && problems.length > 0)
      throw new UsageError('With --strict nothing is ranked while the input has problems. Mend them, or leave --strict out.');
    notes.forEach(tell);
    const output = resultOutput({ options: options.output, queries: requests.length, world });
    const needed = options.place.type === 'instant' || needsInstant(options, requests);
    const instant = await openUsual(needed ? options.encoder : false, world);
    try {
      if (instant.problem !== null) world.warn(encoderInEnglish(instant.problem));
      const ranker = await connect({ options, instant, world, signal: stop.signal, tell });
      if (typeof ranker === 'number') return ranker;
      return await rankAll({ requests, ranker, output, options, world, live, signal: stop.signal, tell });
    } finally {
      await instant.end();
    }
  } finally {
    listenNoMore();
  }
}

function needsInstant({ startFrom }: RerankOptions, requests: readonly RankRequest[]): boolean {
  if (startFrom !== null) return startFrom === 'instant';
  return requests.some(({ candidates }) => candidates.some(({ score }) => score === undefined));
}

async function connect({
  options: { place, entry, startFrom },
  instant,
  world,
  signal,
  tell,
}: {
  readonly options: RerankOptions;
  readonly instant: NodeInstant;
  readonly world: CommandWorld;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}): Promise<Ranker | number> {
  if (place.type === 'instant') return instantRanker(instant);
  const served = await Promise.race([world.connectModel(place, (silent) => silent && tell(SILENT_IN_ENGLISH)), aborted(signal)]);
  if (served === null) {
    world.warn('Stopped before anything was ranked.');
    return EXIT.cancelled;
  }
  if (!served.ok) {
    world.warn(errorInEnglish(served.error, place));
    return EXIT.failed;
  }
  const ranker = modelRanker({ served: served.value, entry, startFrom, instant });
  tell(`${ranker.name} at ${place.address}: the queries and passages are sent there.`);
  served.value.notes.forEach(tell);
  return ranker;
}

/** Null, once the signal is aborted. */
function aborted(signal: AbortSignal): Promise<null> {
  return new Promise((resolve) => {
    if (signal.aborted) resolve(null);
    else signal.addEventListener('abort', () => resolve(null), { once: true });
  });
}

interface Ranking {
  readonly requests: readonly RankRequest[];
  readonly ranker: Ranker;
  readonly output: ReturnType<typeof resultOutput>;
  readonly options: RerankOptions;
  readonly world: CommandWorld;
  /** The order as it is drawn while it moves; null: it is not. */
  readonly live: LiveOrder | null;
  readonly signal: AbortSignal;
  readonly tell: (text: string) => void;
}

/** Runs all queries, `options.parallel` at once, and hands the results on in the queries' order. Gives the exit code. */
async function rankAll({ requests, ranker, output, options, world, live, signal, tell }: Ranking): Promise<number> {
  const { place, parallel, strict, depth } = options;
  const done = new Map<number, { readonly log: readonly RunEvent[]; readonly view: RunView }>();
  let handed = 0;
  let next = 0;
  let failures = 0;
  let refused: string | null = null;
  let code: number = EXIT.ranked;
  const handOn = (): void => {
    for (let run = done.get(handed); run !== undefined; run = done.get(handed)) {
      live?.clear();
      output.add({ ...run, ranker: ranker.name });
      done.delete(handed);
      handed += 1;
    }
  };
  const lane = async (): Promise<void> => {
    while (next < requests.length && !signal.aborted && failures < MOST_FAILURES && refused === null) {
      const index = next;
      const request = requests[index];
      next += 1;
      if (request === undefined) return;
      const run = { runId: world.newId(), signal, clock: world.clock, depth, note: tell };
      // oxlint-disable-next-line no-await-in-loop -- a lane is one after the other
      const { log, view } = await follow(ranker.run(request, run), { live, output, tell });
      const outcome = view?.outcome ?? null;
      if (view === null || outcome === null) throw new Error('a run ended without its run-end');
      const refusal = refusalOf(outcome);
      if (refusal !== null) {
        refused ??= refusal;
        return;
      }
      failures = outcome.type === 'failed' ? failures + 1 : 0;
      code = gravest(code, codeOf(view, strict));
      if (outcome.type === 'failed') {
        live?.clear();
        world.warn(`${request.query.id}: ${errorInEnglish(outcome.error, place.type === 'server' ? place : null)}`);
      }
      tell(progressLine({ view, place: index + 1, of: requests.length }));
      done.set(index, { log, view });
      handOn();
    }
  };
  try {
    await Promise.all(Array.from({ length: Math.min(parallel, requests.length) }, lane));
    if (refused !== null) throw new UsageError(`${requests[handed]?.query.id ?? ''}: ${String(refused)}.`);
  } finally {
    live?.clear();
    output.end();
  }
  const left = requests.length - next;
  if (left > 0) world.warn(`Not begun: ${left} of ${requests.length} queries.`);
  return signal.aborted ? EXIT.cancelled : code;
}

/** Reads a run to its end; what it becomes on the way is drawn. */
async function follow(
  events: AsyncIterable<RunEvent>,
  { live, output, tell }: Pick<Ranking, 'live' | 'output' | 'tell'>,
): Promise<{ readonly log: readonly RunEvent[]; readonly view: RunView | null }> {
  const log: RunEvent[] = [];
  for await (const event of events) {
    log.push(event);
    output.event(event);
    if (event.type === 'model-notice') tell(noticeInEnglish(event));
    const view = live === null ? null : viewAt(log, { type: 'live' });
    if (view !== null && view.model.engine !== 'instant') live?.show(view);
  }
  live?.clear();
  return { log, view: viewAt(log, { type: 'live' }) };
}

/** Why a run could not begin with these settings, which no other will either; null for any other end. */
function refusalOf(outcome: RunOutcome): string | null {
  if (outcome.type !== 'failed' || outcome.error.details?.['problem'] === undefined) return null;
  return outcome.error.message;
}

function codeOf(view: RunView, strict: boolean): number {
  if (view.outcome?.type === 'failed') return EXIT.failed;
  if (view.outcome?.type === 'cancelled') return EXIT.cancelled;
  const flawed = runNotes(view).some(({ code }) => code === 'repaired' || code === 'truncated' || code === 'unparsed');
  return strict && flawed ? EXIT.flawed : EXIT.ranked;
}

/** Of two codes the graver: stopped, failed, flawed, ranked. */
function gravest(one: number, other: number): number {
  const order: readonly number[] = [EXIT.ranked, EXIT.flawed, EXIT.failed, EXIT.cancelled];
  return order[Math.max(order.indexOf(one), order.indexOf(other))] ?? one;
}

function progressLine({ view, place, of }: { readonly view: RunView; readonly place: number; readonly of: number }): string {
  const { id } = view.request.query;
  const cost = view.cost?.calls ?? 0;
  const calls = cost === 0 ? '' : `, ${cost} ${cost === 1 ? 'call' : 'calls'}`;
  const flaws = runNotes(view).filter(({ code }) => code === 'repaired' || code === 'truncated' || code === 'unparsed');
  const told = flaws.length === 0 ? '' : ` ${flaws.map((flaw) => noteText(flaw)).join(' ')}`;
  return `${place}/${of} ${id}: ${view.outcome?.type ?? 'running'}, ${view.committed.length} passages${calls}, ${(view.lastAt / 1000).toFixed(1)} s.${told}`;
}
