import type { DocumentNote } from '../documents/facts.ts';
import type { DocId, RankRequest } from '../request.ts';
import { as, count, fields, list, maybe, number, oneOf, orNull, text } from '../schema.ts';

// A request (`core/request.ts`) as files hold it.

const place = fields({ from: count, page: maybe(count), lastPage: maybe(count), heading: maybe(text) });

/** What a docid is in a file: any text. Whether it is one of the request's, the story of a log tells. */
export const docIdText = as<DocId>(text);

/** How late interaction came to the order; similarities from −1 to 1. UTF-16 offsets into the query, or into a candidate's text or title. */
const lateOrder = fields({
  weights: fields({ bm25: number, cosine: number, maxSim: number, idfMaxSim: number }),
  parts: fields({
    bm25: list(orNull(number)),
    cosine: list(orNull(number)),
    maxSim: list(orNull(number)),
    idfMaxSim: list(orNull(number)),
  }),
  queryWords: list(fields({ from: count, to: count, weight: number })),
  matches: list(
    orNull(
      fields({
        units: list(fields({ from: count, to: count, similar: list(number) })),
        found: list(orNull(fields({ in: oneOf(['text', 'title']), from: count, to: count, similar: number }))),
      }),
    ),
  ),
});

const firstStage = fields({
  method: oneOf(['bm25+minilm', 'bm25', 'given']),
  ranking: list(docIdText),
  scores: list(number),
  windowFrom: list(orNull(count)),
  /** Absent: words alone, or a log from before late interaction. */
  late: maybe(lateOrder),
});

/** Notes are told by their codes; what else one holds depends on its code. */
const documentFacts = fields({
  name: text,
  kind: oneOf(['pdf', 'docx', 'odt', 'epub', 'html', 'mail', 'markdown', 'text']),
  title: text,
  pages: orNull(count),
  words: count,
  passages: count,
  notes: as<readonly DocumentNote[]>(list(fields({ code: text }))),
});

/** What is to be reranked (`request.ts`), as files hold it. */
export const rankRequest = as<RankRequest>(
  fields({
    query: fields({ id: text, text }),
    candidates: list(
      fields({ docId: docIdText, title: maybe(text), text, score: maybe(number), document: maybe(text), place: maybe(place) }),
    ),
    firstStage: maybe(firstStage),
    documents: maybe(list(documentFacts)),
  }),
);
