/**
 * The door `glassrank/llamaindex`: a node postprocessor for LlamaIndex.TS, for query and chat engines or to be called alone, over any model of
 * glassrank. Needs `@llamaindex/core` beside it.
 * @module
 */
import type { MessageContent } from '@llamaindex/core/llms';
import type { BaseNodePostprocessor } from '@llamaindex/core/postprocessor';
import { MetadataMode } from '@llamaindex/core/schema';
import type { BaseNode, NodeWithScore } from '@llamaindex/core/schema';
import { extractText } from '@llamaindex/core/utils';
import { refusedCall } from './failure.ts';
import type { RerankFailure, ToldFailure } from './failure.ts';
import { placedAccounts } from './placed.ts';
import type { PlacedAccount } from './placed.ts';
import { checkTopN, rankDocuments } from './ranked-run.ts';
import type { AdapterOptions, GivenDocument } from './ranked-run.ts';

export { isRerankFailure } from './failure.ts';
export type { RerankFailure } from './failure.ts';
export type { CallTrace, DocumentReason, RunAccount } from './account.ts';
export type { AdapterOptions, GivenDocument, RankingModel } from './ranked-run.ts';
export type { PlacedAccount } from './placed.ts';

export type LlamaIndexOptions = AdapterOptions & {
  /** Nodes to give back, 1 or more. Unless told: all of them, in the new order. */
  readonly topN?: number;
  /** Aborting cancels every call of this postprocessor: LlamaIndex hands none of its own to a postprocessor. */
  readonly signal?: AbortSignal;
  /** What a node says to the model. Unless told: its text without metadata, and `metadata.title` where that is a text. */
  readonly textOf?: (node: BaseNode) => Pick<GivenDocument, 'text' | 'title'>;
};

/**
 * Reranks nodes. What comes back are copies, with `score` (a rank from 1 down to 1/n, no probability) and, in `metadata.glassrank`, a `PlacedAccount` (the
 * first holds the whole run), which neither a language model nor an embedding is shown; nodes and scores that were given are not changed. Scores that all
 * nodes came with are the first stage's to the model that uses them. Failures throw a `GlassrankRerankError` with `code`, `nextStep` and `log`
 * (LlamaIndex.TS has no error kind of its own), an aborted call the signal's reason.
 * @example
 * const engine = index.asQueryEngine({ nodePostprocessors: [new GlassrankPostprocessor({ model: fromChat(ask), topN: 5 })] });
 */
export class GlassrankPostprocessor implements BaseNodePostprocessor {
  readonly #options: LlamaIndexOptions;

  constructor(options: LlamaIndexOptions) {
    const wrong = checkTopN(options.topN);
    if (wrong !== null) throw new GlassrankRerankError(wrong);
    this.#options = options;
  }

  /** @param call.signal of this call alone, beside the postprocessor's own. */
  async postprocessNodes(
    nodes: NodeWithScore[],
    query?: MessageContent,
    call: { readonly signal?: AbortSignal } = {},
  ): Promise<NodeWithScore[]> {
    if (query === undefined) {
      const next = 'Give the query as the second argument.';
      throw new GlassrankRerankError(refusedCall('bad-argument', 'nodes can only be ranked for a query', next));
    }
    const { topN, textOf = titledText } = this.#options;
    const documents = nodes.map(({ node, score }) => ({ id: node.id_, score, ...textOf(node) }));
    const signals = [this.#options.signal, call.signal].filter((signal) => signal !== undefined);
    const signal = signals.length < 2 ? signals[0] : AbortSignal.any(signals);
    const ranked = await rankDocuments(this.#options, { query: extractText(query), documents, topN, signal });
    if (ranked.type === 'failed') throw new GlassrankRerankError(ranked.failure);
    if (ranked.type === 'cancelled') throw ranked.reason ?? new DOMException('reranking was cancelled', 'AbortError');
    const accounts = placedAccounts(ranked);
    return ranked.places.flatMap(({ index, score }, place) => {
      const node = nodes[index]?.node;
      if (node === undefined) return [];
      const account = accounts?.[place];
      return [{ node: account === undefined ? node : withAccount(node, account), score }];
    });
  }
}

function titledText(node: BaseNode): Pick<GivenDocument, 'text' | 'title'> {
  const title: unknown = node.metadata['title'];
  return { text: node.getContent(MetadataMode.NONE), ...(typeof title === 'string' ? { title } : {}) };
}

/** A copy of a node with an account in its metadata, which is kept out of prompts and embeddings. */
function withAccount(node: BaseNode, account: PlacedAccount): BaseNode {
  let copy: BaseNode;
  try {
    copy = node.clone();
  } catch (error) {
    const what = `the node ${node.id_} cannot be copied (${error instanceof Error ? error.message : String(error)})`;
    throw new GlassrankRerankError(
      refusedCall('bad-document', what, 'Take metadata: "none", which gives the nodes back themselves.'),
    );
  }
  // A picture does not survive the copy through JSON.
  if ('image' in node) Object.assign(copy, { image: node.image });
  // Made of the content when it is first asked for, which the account is no part of.
  copy.hash = node.hash;
  copy.metadata = { ...copy.metadata, glassrank: account };
  copy.excludedLlmMetadataKeys = [...copy.excludedLlmMetadataKeys, 'glassrank'];
  copy.excludedEmbedMetadataKeys = [...copy.excludedEmbedMetadataKeys, 'glassrank'];
  return copy;
}

/** The error of a call that failed. LlamaIndex.TS knows no kind of its own, so it is a plain error with the same fields. */
class GlassrankRerankError extends Error implements RerankFailure {
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
  }
}
