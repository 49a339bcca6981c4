/**
 * The door `glassrank/ai-sdk`: a reranking model for the AI SDK (`rerank()` of the package `ai`), over any model of glassrank: a chat function, a
 * server, or an engine that runs in the page itself. Needs `@ai-sdk/provider` 3 (`ai` 6) or 4 (`ai` 7) beside it.
 * @module
 */
import { AISDKError } from '@ai-sdk/provider';
import { readSettings } from '../core/run/settings.ts';
import { refusedCall } from './failure.ts';
import type { RerankFailure, ToldFailure } from './failure.ts';
import { documentOfObject } from './object-text.ts';
import { rankDocuments } from './ranked-run.ts';
import type { AdapterOptions, GivenDocument } from './ranked-run.ts';

export { isRerankFailure } from './failure.ts';
export type { RerankFailure } from './failure.ts';
export type { CallTrace, DocumentReason, RunAccount } from './account.ts';
export type { AdapterOptions, GivenDocument, RankingModel } from './ranked-run.ts';

type Json = null | string | number | boolean | { [key: string]: Json | undefined } | Json[];

/** What the AI SDK asks a reranking model. Written out here, so that these types read the same beside either version of `@ai-sdk/provider`. */
export interface RerankCall {
  readonly documents:
    | { readonly type: 'text'; readonly values: readonly string[] }
    | { readonly type: 'object'; readonly values: readonly { readonly [key: string]: unknown }[] };
  readonly query: string;
  readonly topN?: number | undefined;
  readonly abortSignal?: AbortSignal | undefined;
  /** `providerOptions.glassrank.settings`: settings of this call alone. */
  readonly providerOptions?: { readonly [provider: string]: { readonly [key: string]: unknown } } | undefined;
  readonly headers?: { readonly [name: string]: string | undefined } | undefined;
}

export interface RerankAnswer {
  ranking: { index: number; relevanceScore: number }[];
  /** `glassrank`: a `RunAccount`. */
  providerMetadata?: { [provider: string]: { [key: string]: Json | undefined } };
  warnings: ({ type: 'unsupported'; feature: string; details?: string } | { type: 'other'; message: string })[];
  response: { id: string; timestamp: Date; modelId: string };
}

/** Fits `RerankingModelV3` (version `v3`) and `RerankingModelV4` (`v4`) of `@ai-sdk/provider`. */
export interface GlassrankRerankingModel<Version extends 'v3' | 'v4'> {
  readonly specificationVersion: Version;
  readonly provider: string;
  readonly modelId: string;
  doRerank(call: RerankCall): Promise<RerankAnswer>;
}

export type AiSdkOptions = AdapterOptions & {
  /** What a document that is an object says to the model. Unless told: its `title` and `text`, else every field as a line `name: value`. */
  readonly textOf?: (document: { readonly [key: string]: unknown }) => Pick<GivenDocument, 'text' | 'title'>;
};

/**
 * A reranking model of the version that `ai` 6 asks for; `ai` 7 takes it too. Relevance scores are ranks from 1 down to 1/n, no probabilities. What was
 * repaired, cut off or shown in part is in `warnings` and in `providerMetadata.glassrank`. Failures throw an `AISDKError` with `code`, `nextStep` and
 * `log`, which `ai` does not retry; an aborted call throws the signal's reason.
 * @example
 * const { ranking, providerMetadata } = await rerank({ model: rerankingModel({ model: fromChat(ask) }), query, documents, topN: 5 });
 */
export function rerankingModel(options: AiSdkOptions): GlassrankRerankingModel<'v3'> {
  return modelOf('v3', options);
}

/** The same as `rerankingModel`, of the version that `ai` 7 asks for. */
export function rerankingModelV4(options: AiSdkOptions): GlassrankRerankingModel<'v4'> {
  return modelOf('v4', options);
}

/** The error of a call that failed: one of the AI SDK's own kind. */
class GlassrankRerankError extends AISDKError implements RerankFailure {
  readonly code: RerankFailure['code'];
  readonly nextStep: string;
  readonly retry: boolean;
  readonly log: RerankFailure['log'];

  constructor({ message, code, nextStep, retry, log }: ToldFailure) {
    super({ name: 'GlassrankRerankError', message });
    this.code = code;
    this.nextStep = nextStep;
    this.retry = retry;
    this.log = log;
  }
}

function modelOf<Version extends 'v3' | 'v4'>(version: Version, options: AiSdkOptions): GlassrankRerankingModel<Version> {
  const modelId = 'model' in options ? options.model.identity.id : options.loaded.identity.id;
  return {
    specificationVersion: version,
    provider: 'glassrank',
    modelId,
    doRerank: (call) => answer(options, call),
  };
}

async function answer(options: AiSdkOptions, call: RerankCall): Promise<RerankAnswer> {
  const { query, topN, abortSignal: signal } = call;
  const timestamp = new Date();
  const settings = { ...options.settings, ...settingsOf(call) };
  const ranked = await rankDocuments({ ...options, settings }, { query, documents: documentsOf(options, call), topN, signal });
  if (ranked.type === 'failed') throw new GlassrankRerankError(ranked.failure);
  if (ranked.type === 'cancelled') throw ranked.reason ?? new DOMException('reranking was cancelled', 'AbortError');
  const headers = Object.keys(call.headers ?? {}).filter((name) => name.toLowerCase() !== 'user-agent');
  return {
    ranking: ranked.places.map(({ index, score }) => ({ index, relevanceScore: score })),
    ...(ranked.account === null ? {} : { providerMetadata: { glassrank: ranked.account as unknown as { [key: string]: Json } } }),
    warnings: [
      ...(headers.length === 0
        ? []
        : [
            {
              type: 'unsupported' as const,
              feature: 'headers',
              details: 'Give them to the model itself: it makes the requests.',
            },
          ]),
      ...ranked.warnings.map((message) => ({ type: 'other' as const, message })),
    ],
    response: { id: ranked.runId, timestamp, modelId: ranked.modelId },
  };
}

function documentsOf({ textOf = documentOfObject }: AiSdkOptions, { documents }: RerankCall): readonly GivenDocument[] {
  if (documents.type === 'text') {
    documents.values.forEach((value: unknown, index) => {
      if (typeof value !== 'string') throw notOfOneKind(index);
    });
    return documents.values.map((text) => ({ text }));
  }
  return documents.values.map((value: unknown, index) => {
    if (typeof value !== 'object' || value === null || Array.isArray(value)) throw notOfOneKind(index);
    const { text, title } = textOf(value as { readonly [key: string]: unknown });
    return { text, ...(title === undefined ? {} : { title }) };
  });
}

/** `ai` looks at the first document alone to say which kind they are. */
function notOfOneKind(index: number): GlassrankRerankError {
  const what = `the document at place ${index} (from 0) is of another kind than the first`;
  return new GlassrankRerankError(refusedCall('bad-document', what, 'Give texts only, or objects only.'));
}

/** The settings of one call. What is no setting, or none that can be, is refused: nothing is silently left out. */
function settingsOf({ providerOptions }: RerankCall): ReturnType<typeof readSettings> {
  const own = providerOptions?.['glassrank'] ?? {};
  const given = own['settings'];
  const read = readSettings(given);
  const isObject = typeof given === 'object' && given !== null && !Array.isArray(given);
  const wrong = Object.keys(own).filter((name) => name !== 'settings');
  if (isObject) {
    const unread = Object.keys(given).filter((name) => !(name in read));
    wrong.push(...unread.map((name) => `settings.${name}`));
  } else if (given !== undefined) wrong.push('settings that are no object');
  if (wrong.length === 0) return read;
  const what = `providerOptions.glassrank does not take ${wrong.join(', ')}`;
  const next =
    'It takes settings, each of a name and in the range that SETTINGS of glassrank tells; a method is given to rerankingModel.';
  throw new GlassrankRerankError(refusedCall('bad-argument', what, next));
}
