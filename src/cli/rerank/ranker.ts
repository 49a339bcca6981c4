import { errorInfo } from '../../core/errors.ts';
import type { ErrorInfo } from '../../core/errors.ts';
import { RUN_LOG_SCHEMA } from '../../core/log/event.ts';
import type { ModelIdentity, RunEvent, RunEventBody, RunSettings } from '../../core/log/event.ts';
import { cutRequest } from '../../core/experiment/plan.ts';
import { unencodedText } from '../../core/export/notes.ts';
import { recordRun } from '../../core/log/file.ts';
import { template } from '../../core/preset/built-in.ts';
import { startingRanking } from '../../core/ranking.ts';
import { encoderReads } from '../../core/read/matches.ts';
import { hasScores } from '../../core/request.ts';
import type { DocId, FirstStageOrder, RankRequest } from '../../core/request.ts';
import { rerank } from '../../core/run/rerank.ts';
import { startSettings } from '../../core/run/settings.ts';
import { openInstant } from '../../instant/node.ts';
import type { NodeInstant, NodeInstantAnswer } from '../../instant/node.ts';
import { evaluationConfigurations } from '../configurations.ts';
import type { ConfigurationEntry } from '../configurations.ts';
import { UsageError } from '../world.ts';
import type { ServedModel } from '../world.ts';
import type { StartFrom } from './options.ts';

/** What orders lists: the instant order alone, or a model that starts from it. */
export interface Ranker {
  /** In words, for the person: `BM25 and all-minilm-l6-v2-int8`. */
  readonly name: string;
  /** One run: run-start first, run-end last, in every case. */
  run(request: RankRequest, run: RankerRun): AsyncIterable<RunEvent>;
}

export interface RankerRun {
  readonly runId: string;
  readonly signal: AbortSignal;
  /** Milliseconds on a clock that never goes back. */
  readonly clock: () => number;
  /** The first so many passages of the list it starts from; null: all. */
  readonly depth: number | null;
  readonly note: (text: string) => void;
}

/** The instant order as a run without calls: its log shows the order as the one that the run started from. */
export function instantRanker(instant: NodeInstant): Ranker {
  const identity = instantIdentity(instant);
  return {
    name: instant.encoder === null ? 'BM25 alone' : `BM25 and ${instant.encoder.id} (${instant.encoder.runtime})`,
    run: (request, { runId, signal, clock, depth, note }) =>
      recordRun(ordered({ request, instant, identity, signal, depth, note }), { runId, now: clock }),
  };
}

async function* ordered({
  request,
  instant,
  identity,
  signal,
  depth,
  note,
}: Pick<RankerRun, 'signal' | 'depth' | 'note'> & {
  readonly request: RankRequest;
  readonly instant: NodeInstant;
  readonly identity: ModelIdentity;
}): AsyncGenerator<RunEventBody> {
  const start = (shown: RankRequest): RunEventBody => ({
    type: 'run-start',
    schema: RUN_LOG_SCHEMA,
    request: shown,
    settings: startSettings(),
    model: identity,
    windows: [],
  });
  const end = (shown: RankRequest, outcome: Extract<RunEventBody, { type: 'run-end' }>['outcome']): RunEventBody => {
    const ties = shown.firstStage === undefined ? [] : tiesOf(shown, shown.firstStage);
    return {
      type: 'run-end',
      outcome,
      ranking: [...startingRanking(shown)],
      ...(ties.length === 0 ? {} : { ties }),
      cost: { calls: 0, promptTokens: 0, completionTokens: 0 },
    };
  };
  try {
    const found = await instant.order(request, signal);
    const shown = found === null ? request : shortened({ ...request, firstStage: found.order }, { depth, note });
    if (found !== null) tellReading(found, { depth, note });
    yield start(shown);
    yield end(shown, found === null ? { type: 'cancelled' } : { type: 'complete' });
  } catch (error) {
    yield start(request);
    yield end(request, { type: 'failed', error: asFailure(error) });
  }
}

/** Who ordered the list, as logs and the tag of a TREC run name it: `instant`, or `instant-bm25` where words alone were counted. */
function instantIdentity({ encoder }: NodeInstant): ModelIdentity {
  return {
    id: encoder === null ? 'instant-bm25' : 'instant',
    manifestSha256: encoder?.manifestSha256 ?? 'none',
    library: encoder?.runtime ?? 'none',
    template: 'instruct-direct',
    engine: 'instant',
    adapter: 'none',
  };
}

/** Groups of neighbours with the same score, best first. */
function tiesOf({ candidates }: RankRequest, { ranking, scores }: FirstStageOrder): DocId[][] {
  const scoreOf = new Map(candidates.map(({ docId }, place) => [docId, scores[place]]));
  const groups: DocId[][] = [];
  for (const docId of ranking) {
    const last = groups.at(-1)?.[0];
    if (last !== undefined && scoreOf.get(last) === scoreOf.get(docId)) groups.at(-1)?.push(docId);
    else groups.push([docId]);
  }
  return groups.filter((group) => group.length > 1);
}

/**
 * A model's runs by the method that the entry names. Throws a UsageError where the method or a setting is none. `instant` null: lists start as given.
 */
export function modelRanker({
  served: { model, describeError, temperature, measure },
  entry,
  startFrom,
  instant,
}: {
  readonly served: ServedModel;
  readonly entry: ConfigurationEntry;
  readonly startFrom: StartFrom | null;
  readonly instant: NodeInstant;
}): Ranker {
  const settings = { ...(temperature === null ? {} : { temperature }), ...settingsFor(entry, model) };
  return {
    name: model.identity.id,
    async *run(request, { runId, signal, clock, depth, note }) {
      const from = startFrom ?? (hasScores(request) ? 'given' : 'instant');
      let begun: RankRequest | null = null;
      try {
        begun = await startOf(request, { from, instant, signal, depth, note });
      } catch (error) {
        note(`The instant order failed (${asFailure(error).message}): ${request.query.id} starts from the order given.`);
      }
      const shown = shortened(begun ?? request, { depth, note });
      if (!signal.aborted) await measure?.(shown);
      const events = rerank({ request: shown, model, settings, cancel: signal, describeError });
      yield* recordRun(events, { runId, now: clock });
    },
  };
}

/** Null where it was stopped. */
async function startOf(
  request: RankRequest,
  {
    from,
    instant,
    signal,
    depth,
    note,
  }: { readonly from: StartFrom; readonly instant: NodeInstant } & Pick<RankerRun, 'signal' | 'depth' | 'note'>,
): Promise<RankRequest | null> {
  if (from === 'given') return request;
  const found = await (from === 'bm25' ? wordsOf(request) : instant.order(request, signal));
  if (found === null) return null;
  tellReading(found, { depth, note });
  return { ...request, firstStage: found.order };
}

/** By words alone, whatever scores the passages have. */
async function wordsOf(request: RankRequest): Promise<NodeInstantAnswer | null> {
  const candidates = request.candidates.map(({ docId, title, text }) => ({
    docId,
    text,
    ...(title === undefined ? {} : { title }),
  }));
  return (await openInstant({ folder: false })).order({ ...request, candidates });
}

function shortened(request: RankRequest, { depth, note }: Pick<RankerRun, 'depth' | 'note'>): RankRequest {
  if (depth === null) return request;
  const { head, tail } = cutRequest(request, depth);
  if (tail.length > 0) note(`${request.query.id}: ${tail.length} passages below the first ${depth} are left out.`);
  return head;
}

function tellReading(
  { order, cut, otherLanguage = false }: NodeInstantAnswer,
  { depth, note }: Pick<RankerRun, 'depth' | 'note'>,
): void {
  // The run says it of the passages that it has: of a list that was shortened nothing would be said.
  const encoded = depth === null ? null : encoderReads(order);
  if (encoded !== null) note(unencodedText(encoded));
  if (otherLanguage)
    note('These texts do not look English, which is what the encoder reads: the order goes by shared words alone (BM25).');
  if (cut.length === 0) return;
  const named = cut.slice(0, 3).join(', ');
  note(
    `The encoder read only the beginning of a long stretch in ${named}${cut.length > 3 ? ` and ${cut.length - 3} more` : ''}.`,
  );
}

/** What a run is given: what was chosen, and no more, so that the run itself settles the rest by what the model can do. */
export function settingsFor(entry: ConfigurationEntry, model: ServedModel['model']): Partial<RunSettings> {
  const own = template(model.identity.template);
  const defaults = startSettings(own);
  const read = evaluationConfigurations(entry, { identity: model.identity, defaults });
  if (!read.ok) throw new UsageError(read.error);
  const [configuration] = read.value;
  const { method: _, ...chosen } = entry.settings ?? {};
  const whole: RunSettings = configuration?.settings ?? defaults;
  const { method, answerMode } = whole;
  const held = model.chatOnly !== true && model.holds === undefined && answerMode !== defaults.answerMode;
  return { ...chosen, ...(held ? { answerMode } : {}), ...(method === undefined ? {} : { method }) };
}

function asFailure(error: unknown): ErrorInfo {
  return errorInfo('engine-failed', error instanceof Error ? error.message : String(error));
}
