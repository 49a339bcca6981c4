import type { Candidate } from '../rank-request.ts';

/** A candidate as RankLLM's `data.py` reads it: `{docid, score, doc}`, where `score` must be a number. */
export function rankLlmCandidate(
  { docId, title, text }: Candidate,
  score: number,
): { readonly docid: string; readonly score: number; readonly doc: { readonly title?: string; readonly text: string } } {
  return { docid: docId, score, doc: { ...(title === undefined ? {} : { title }), text } };
}
