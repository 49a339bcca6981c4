/**
 * The door `glassrank/langchain`: a document compressor for LangChain.js, for `ContextualCompressionRetriever` or to be called alone, over any model of
 * glassrank. Needs `@langchain/core` beside it.
 * @module
 */
import { Document } from '@langchain/core/documents';
import type { DocumentInterface } from '@langchain/core/documents';
import { LangChainError, ModelAbortError, stampRetryable } from '@langchain/core/errors';
import { BaseDocumentCompressor } from '@langchain/core/retrievers/document_compressors';
import { placedAccounts } from './placed.ts';
import type { PlacedAccount } from './placed.ts';
import type { RerankFailure, ToldFailure } from './failure.ts';
import { checkTopN, rankDocuments } from './ranked-run.ts';
import type { AdapterOptions, GivenDocument } from './ranked-run.ts';

export { isRerankFailure } from './failure.ts';
export type { RerankFailure } from './failure.ts';
export type { CallTrace, DocumentReason, RunAccount } from './account.ts';
export type { AdapterOptions, GivenDocument, RankingModel } from './ranked-run.ts';
export type { PlacedAccount } from './placed.ts';

export type LangChainOptions = AdapterOptions & {
  /** Documents to give back, 1 or more. Unless told: all of them, in the new order. */
  readonly topN?: number;
  /** Aborting cancels every call of this compressor: LangChain hands none of its own to a compressor. */
  readonly signal?: AbortSignal;
  /** What a document says to the model. Unless told: `pageContent`, and `metadata.title` where that is a text. */
  readonly textOf?: (document: DocumentInterface) => Pick<GivenDocument, 'text' | 'title'>;
};

/**
 * Reranks documents. What comes back are new documents, with `metadata.relevanceScore` (a rank from 1 down to 1/n, no probability) and
 * `metadata.glassrank` (a `PlacedAccount`; the first holds the whole run) beside what was there; what was given is not changed. Failures throw a
 * `LangChainError` with `code`, `nextStep` and `log`, an aborted call a `ModelAbortError`. The constructor throws a `LangChainError` for a wrong `topN`.
 * @example
 * const best = await new GlassrankCompressor({ model: fromChat(ask), topN: 5 }).compressDocuments(documents, query);
 */
export class GlassrankCompressor extends BaseDocumentCompressor {
  readonly #options: LangChainOptions;

  constructor(options: LangChainOptions) {
    super();
    const wrong = checkTopN(options.topN);
    if (wrong !== null) throw new GlassrankRerankError(wrong);
    this.#options = options;
  }

  /** @param callbacks are LangChain's and not used. @param call.signal of this call alone, beside the compressor's own. */
  async compressDocuments(
    documents: DocumentInterface[],
    query: string,
    _callbacks?: Parameters<BaseDocumentCompressor['compressDocuments']>[2],
    call: { readonly signal?: AbortSignal } = {},
  ): Promise<DocumentInterface[]> {
    const { topN, textOf = titledContent } = this.#options;
    const given = documents.map((document) => ({ id: document.id, ...textOf(document) }));
    const signals = [this.#options.signal, call.signal].filter((signal) => signal !== undefined);
    const signal = signals.length < 2 ? signals[0] : AbortSignal.any(signals);
    const ranked = await rankDocuments(this.#options, { query, documents: given, topN, signal });
    if (ranked.type === 'failed') throw new GlassrankRerankError(ranked.failure);
    if (ranked.type === 'cancelled') throw abortError(ranked.reason);
    const accounts = placedAccounts(ranked);
    return ranked.places.flatMap(({ index, score }, place) => {
      const document = documents[index];
      if (document === undefined) return [];
      const { pageContent, id } = document;
      const told = accounts === null ? {} : { glassrank: accounts[place] satisfies PlacedAccount | undefined };
      const metadata = { ...document.metadata, relevanceScore: score, ...told };
      return [new Document({ pageContent, metadata, ...(id === undefined ? {} : { id }) })];
    });
  }
}

function titledContent({ pageContent, metadata }: DocumentInterface): Pick<GivenDocument, 'text' | 'title'> {
  const title: unknown = metadata['title'];
  return { text: pageContent, ...(typeof title === 'string' ? { title } : {}) };
}

/** The error of a call that failed: one of LangChain's own kind. */
class GlassrankRerankError extends LangChainError implements RerankFailure {
  override readonly name = 'GlassrankRerankError';
  readonly code: RerankFailure['code'];
  readonly nextStep: string;
  readonly retry: boolean;
  readonly log: RerankFailure['log'];

  constructor({ message, code, nextStep, retry, log }: ToldFailure) {
    super(message);
    this.code = code;
    this.nextStep = nextStep;
    this.retry = retry;
    this.log = log;
    stampRetryable(this, retry);
  }
}

function abortError(reason: unknown): ModelAbortError {
  const error = new ModelAbortError('reranking was cancelled');
  error.cause = reason;
  return error;
}
