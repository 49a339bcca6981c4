import type { FirstStageOrder, RankRequest, DocId } from '../core/request.ts';
import { startNodeEncoder } from './node-encoder.ts';
import type { FindPackage, NodeEncoder, NodeEncoderProblem } from './node-encoder.ts';
import { orderList } from './order.ts';
import { rememberEmbeddings } from './remember.ts';

/** The instant order of one list. */
export interface NodeInstantAnswer {
  readonly order: FirstStageOrder;
  /** Passages with a stretch that is longer than the encoder reads: its end was not looked at. */
  readonly cut: readonly DocId[];
  /** Query or passages are in a language that the encoder does not read, so that it took no part. Absent: they are not. */
  readonly otherLanguage?: boolean;
}

/** The instant order in Node: words, and meaning where there is an encoder. */
export interface NodeInstant {
  /** Null: words alone, and `problem` says why. */
  readonly encoder: Pick<NodeEncoder, 'id' | 'manifestSha256' | 'runtime'> | null;
  /** Null where there is an encoder, and where none was wanted. */
  readonly problem: NodeEncoderProblem | null;
  /**
   * Orders a list as the page does: BM25 over this list (or the candidates' own scores, where all have one) fused with the cosine of the best window
   * of each passage; by words alone without an encoder. Null once `signal` is aborted. Rejects with what the runtime threw.
   */
  order(request: RankRequest, signal?: AbortSignal): Promise<NodeInstantAnswer | null>;
  /** Frees the encoder's memory. */
  end(): Promise<void>;
}

/**
 * Opens the instant order. Never rejects: without an encoder it orders by words alone and says why.
 * @param input.folder the encoder's folder (`public/models/all-minilm-l6-v2-int8` of a clone); null: none is known; false: words alone are wanted.
 * @example
 * const instant = await openInstant({ folder: 'public/models/all-minilm-l6-v2-int8' });
 * const { order } = await instant.order(request);
 */
export async function openInstant({
  folder,
  find,
}: {
  readonly folder: string | null | false;
  readonly find?: FindPackage;
}): Promise<NodeInstant> {
  const started = folder === false ? null : await startNodeEncoder({ folder, ...(find === undefined ? {} : { find }) });
  const encoder = started?.ok === true ? started.value : null;
  const reading = encoder === null ? null : rememberEmbeddings(encoder);
  return {
    encoder,
    problem: started?.ok === false ? started.error : null,
    order: (request, signal) =>
      orderList(request, reading === null ? null : { ...reading, lanes: 1, stop: () => signal?.aborted === true }),
    end: async () => encoder?.end(),
  };
}
