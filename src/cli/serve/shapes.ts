import { noteText, runNotes } from '../../core/export/notes.ts';
import type { RunView } from '../../core/log/view.ts';
import { docId } from '../../core/request.ts';
import type { Candidate, RankRequest, Result } from '../../core/request.ts';

// What comes and goes over HTTP. Cohere's v2 (https://docs.cohere.com/reference/rerank) and Jina's (https://api.jina.ai/redoc) agree in the request
// and in `results`; what surrounds them differs, and /v1/rerank gives both.

/** Whose shape an answer has: Cohere's v2 alone (`/v2/rerank`), or what both have (`/v1/rerank`). */
export type ApiShape = 'cohere' | 'both';

/** A question to `/v1/rerank`, read and checked. */
export interface RerankQuestion {
  /** null: not named. */
  readonly model: string | null;
  readonly request: RankRequest;
  /** As many results are given, at most as many as there are documents. */
  readonly topN: number;
  readonly returnDocuments: boolean;
  /** Fields that decide nothing here. */
  readonly unused: readonly string[];
}

const KNOWN = new Set(['model', 'query', 'documents', 'top_n', 'return_documents']);

/** Reads the body of a question. The error names the field and what it should be. */
export function readQuestion(
  body: unknown,
  { mostDocuments, id }: { readonly mostDocuments: number; readonly id: string },
): Result<RerankQuestion, string> {
  if (typeof body !== 'object' || body === null || Array.isArray(body))
    return fail('the body must be a JSON object: {"query": "…", "documents": ["…"]}');
  const fields = body as Readonly<Record<string, unknown>>;
  const { model = null, query, documents, top_n: topN = null, return_documents: returnDocuments = false } = fields;
  if (model !== null && typeof model !== 'string') return fail('model must be a text');
  if (typeof query !== 'string' || query.trim() === '') return fail('query must be a text that is not empty');
  if (!Array.isArray(documents) || documents.length === 0)
    return fail('documents must be a list of at least one text or {"text": "…"}');
  if (documents.length > mostDocuments) return fail(`documents must be at most ${mostDocuments}, there are ${documents.length}`);
  if (topN !== null && (!Number.isInteger(topN) || (topN as number) < 1)) return fail('top_n must be a whole number from 1 on');
  if (typeof returnDocuments !== 'boolean') return fail('return_documents must be true or false');
  const candidates: Candidate[] = [];
  for (const [place, document] of documents.entries()) {
    const { text, title } = (typeof document === 'string' ? { text: document } : Object(document)) as Readonly<
      Record<string, unknown>
    >;
    if (typeof text !== 'string') return fail(`documents[${place}] must be a text or {"text": "…"}`);
    if (title !== undefined && typeof title !== 'string') return fail(`documents[${place}].title must be a text`);
    candidates.push({
      docId: docId(String(place)),
      text: text.toWellFormed(),
      ...(title === undefined ? {} : { title: title.toWellFormed() }),
    });
  }
  return {
    ok: true,
    value: {
      model,
      request: { query: { id, text: query.trim().toWellFormed() }, candidates },
      topN: topN === null ? candidates.length : Math.min(topN as number, candidates.length),
      returnDocuments,
      unused: Object.keys(fields).filter((name) => !KNOWN.has(name)),
    },
  };
}

/** An answer, in the shape asked for. `warnings` join what befell the run. */
export function rerankAnswer({
  id,
  shape,
  model,
  question: { request, topN, returnDocuments },
  view,
  warnings,
}: {
  readonly id: string;
  readonly shape: ApiShape;
  readonly model: string;
  readonly question: RerankQuestion;
  readonly view: RunView;
  readonly warnings: readonly string[];
}): object {
  const scores = relevanceScores(view);
  const results = view.committed.slice(0, topN).map((name, place) => {
    const index = Number(name);
    const { text = '', title } = request.candidates[index] ?? {};
    const document = returnDocuments ? { document: { ...(title === undefined ? {} : { title }), text } } : {};
    return { index, relevance_score: scores[place] ?? 0, ...document };
  });
  const { promptTokens, completionTokens } = view.cost ?? { promptTokens: 0, completionTokens: 0 };
  const notes = runNotes(view).filter(({ code }) => view.model.engine !== 'instant' || code !== 'unjudged');
  const told = [...warnings, ...notes.map(noteText)];
  return {
    id,
    ...(shape === 'both'
      ? { model, object: 'list', usage: { total_tokens: promptTokens + completionTokens, prompt_tokens: promptTokens } }
      : {}),
    results,
    meta: {
      api_version: { version: '2' },
      tokens: { input_tokens: promptTokens, output_tokens: completionTokens },
      ...(told.length === 0 ? {} : { warnings: told }),
    },
  };
}

/**
 * One number a place of the committed order, from 1 down to above 0, strictly decreasing. Of the instant order: the logistic function of its fused score.
 * Of a model, which gives an order and no scores: (n − place) / n.
 */
export function relevanceScores(view: RunView): readonly number[] {
  const { committed, request, model } = view;
  const count = committed.length;
  const { firstStage } = request;
  if (model.engine !== 'instant' || firstStage === undefined) return committed.map((_, place) => (count - place) / count);
  const scoreOf = new Map(request.candidates.map((candidate, place) => [candidate.docId, firstStage.scores[place] ?? 0]));
  let above = 1;
  return committed.map((name) => {
    const own = 1 / (1 + Math.exp(-(scoreOf.get(name) ?? 0)));
    // Equal scores keep the order given: the later one is told as a hair lower.
    above = Math.min(own, above * (1 - 2 ** -40));
    return above;
  });
}

/** An error in the shape of the API that was called: `message` is Cohere's, `detail` Jina's. */
export function errorBody({
  id,
  shape,
  message,
}: {
  readonly id: string;
  readonly shape: ApiShape;
  readonly message: string;
}): object {
  return { id, message, ...(shape === 'both' ? { detail: message } : {}) };
}

function fail(error: string): Result<never, string> {
  return { ok: false, error };
}
