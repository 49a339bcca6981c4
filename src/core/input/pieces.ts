import type { DocumentFacts } from '../documents/facts.ts';
import type { ExperimentPiece } from '../experiment/file.ts';
import type { Candidate, Query, RankRequest } from '../request.ts';
import type { CutPiece } from './cut.ts';
import type { Dropped } from './dropped.ts';
import type { EncodingName } from './encodings.ts';
import type { InputChoices, InputFile, InputReading, Judgements } from './reading.ts';

// Large inputs are read in a worker. What it read comes back in pieces, each small enough that the page takes it between two frames.

/** A file as the page holds it: its bytes are fetched where they are read. */
export interface RemoteFile {
  readonly name: string;
  readonly file: { arrayBuffer(): Promise<ArrayBuffer> };
  readonly encoding?: EncodingName | undefined;
}

/** What the page asks its reader; one question a worker. */
export type ReaderQuestion =
  | { readonly type: 'open'; readonly files: readonly RemoteFile[] }
  | { readonly type: 'read'; readonly files: readonly InputFile[]; readonly choices: InputChoices };

/** What is in the file of a comparison. */
export interface ExperimentQuestion {
  readonly type: 'experiment';
  readonly file: { text(): Promise<string> };
}

/** A piece of what was read. */
type ReadingPiece =
  | { readonly type: 'begin'; readonly reading: Omit<InputReading, 'requests' | 'request' | 'qrels' | 'pieces'> }
  | { readonly type: 'requests'; readonly requests: readonly RankRequest[] }
  /** The first passages of a long list, and more of it. */
  | {
      readonly type: 'request';
      readonly query: Query;
      readonly candidates: readonly Candidate[];
      readonly documents?: readonly DocumentFacts[];
    }
  | { readonly type: 'candidates'; readonly candidates: readonly Candidate[] }
  | { readonly type: 'qrels'; readonly qrels: Judgements }
  | { readonly type: 'pieces'; readonly pieces: readonly CutPiece[] };

/** What the reader answers: how far it is (0 to 1), then all pieces of a reading, or what files are, and the end. */
export type ReaderAnswer =
  | { readonly type: 'share'; readonly share: number }
  | ReadingPiece
  /** A document is being read, at this page; null: it has none, or they are not known yet. It is told before each page, so that one that never ends is known. */
  | { readonly type: 'file'; readonly name: string; readonly page: number | null; readonly of: number | null }
  /** What was found so far; several of these together are all of it. `files`: so many of the files that were asked about are done. */
  | { readonly type: 'opened'; readonly dropped: Dropped; readonly files: number }
  | { readonly type: 'end' };

/** What it answers about the file of a comparison: how far it is, then all of it, and the end. */
export type ExperimentAnswer = { readonly type: 'share'; readonly share: number } | ExperimentPiece | { readonly type: 'end' };

/** Passages, judged queries or cut pieces of one message, and UTF-16 units of its passages. */
const MOST = { entries: 2000, units: 1_000_000 };

/** A reading cut into pieces that `assembler` puts together again. */
export function* piecesOf({ requests, request: _request, qrels, pieces, ...reading }: InputReading): Generator<ReadingPiece> {
  yield { type: 'begin', reading };
  let batch: RankRequest[] = [];
  let entries = 0;
  let units = 0;
  for (const request of requests) {
    const size = request.candidates.reduce((sum, { text }) => sum + text.length, 0);
    if (request.candidates.length > MOST.entries || size > MOST.units) {
      if (batch.length > 0) yield { type: 'requests', requests: batch };
      [batch, entries, units] = [[], 0, 0];
      const { candidates, ...head } = request;
      const [first = [], ...more] = cut(candidates);
      yield { type: 'request', ...head, candidates: first };
      for (const rest of more) yield { type: 'candidates', candidates: rest };
      continue;
    }
    if (entries + request.candidates.length > MOST.entries || units + size > MOST.units) {
      yield { type: 'requests', requests: batch };
      [batch, entries, units] = [[], 0, 0];
    }
    batch.push(request);
    entries += request.candidates.length + 1;
    units += size;
  }
  if (batch.length > 0) yield { type: 'requests', requests: batch };
  if (qrels !== null) {
    const all = [...qrels];
    for (let at = 0; at === 0 || at < all.length; at += MOST.entries)
      yield { type: 'qrels', qrels: new Map(all.slice(at, at + MOST.entries)) };
  }
  if (pieces !== null) {
    for (let at = 0; at === 0 || at < pieces.length; at += MOST.entries)
      yield { type: 'pieces', pieces: pieces.slice(at, at + MOST.entries) };
  }
}

function cut(candidates: readonly Candidate[]): readonly (readonly Candidate[])[] {
  const lists: Candidate[][] = [[]];
  let units = 0;
  for (const candidate of candidates) {
    const last = lists.at(-1) ?? [];
    if (last.length > 0 && (last.length >= MOST.entries || units + candidate.text.length > MOST.units)) {
      lists.push([candidate]);
      units = candidate.text.length;
    } else {
      last.push(candidate);
      units += candidate.text.length;
    }
  }
  return lists;
}

/** Puts the pieces of one reading together, in the order in which they come. */
export function assembler(): { readonly take: (piece: ReadingPiece) => void; readonly done: () => InputReading } {
  let head: Omit<InputReading, 'requests' | 'request' | 'qrels' | 'pieces'> | null = null;
  const requests: RankRequest[] = [];
  let growing: Candidate[] = [];
  let qrels: Map<string, ReadonlyMap<string, number>> | null = null;
  let pieces: CutPiece[] | null = null;
  return {
    take(piece) {
      switch (piece.type) {
        case 'begin':
          head = piece.reading;
          return;
        case 'requests':
          for (const request of piece.requests) requests.push(request);
          return;
        case 'request': {
          const { type: _type, candidates, ...request } = piece;
          growing = [...candidates];
          requests.push({ ...request, candidates: growing });
          return;
        }
        case 'candidates':
          for (const candidate of piece.candidates) growing.push(candidate);
          return;
        case 'qrels':
          qrels ??= new Map();
          for (const [qid, grades] of piece.qrels) qrels.set(qid, grades);
          return;
        case 'pieces':
          pieces ??= [];
          for (const one of piece.pieces) pieces.push(one);
      }
    },
    done() {
      if (head === null) throw new RangeError('a reading without its beginning');
      return { ...head, requests, request: requests[head.requestIndex] ?? null, qrels, pieces };
    },
  };
}
