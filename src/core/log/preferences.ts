import { count, fields, list, maybe, only } from '../schema.ts';
import { docIdText } from './request.ts';

/** Groups of passages, best first; those of one group are equal. */
const groups = list(list(docIdText));

/**
 * What an answer adds to what is known of the list, where a strategy certifies its first places (BlitzRank, arXiv 2602.05448): each of its passages stands
 * above all in the groups after its own. The edges of the whole graph, and the window of each, are these orders together. Stands before the window-end of
 * the call, of several samples before that of the last.
 */
export const Preferences = fields({
  type: only('preferences'),
  window: count,
  /** All passages of the call as the answer was read. */
  order: groups,
  /** Those of them that the answer left out: they stand where they were put, and nothing follows from that. Absent: none. */
  unsaid: maybe(list(docIdText)),
  /** The first places that are certain by what the answers so far said, ties as groups; the last may reach beyond `of`. */
  certified: groups,
  /** Places that are to become certain. */
  of: count,
});
