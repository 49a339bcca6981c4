import type { DocId } from '../doc-id.ts';
import type { Candidate } from '../rank-request.ts';

/** A passage to be shown. */
export interface PromptCandidate extends Candidate {
  /** UTF-16 offset into `text` where the kept words start; null or absent: at the best window for the query's terms. */
  readonly windowFrom?: number | null;
}

/** One passage as the model sees it; the same shape crosses the wire as `PromptPassage` (`protocol/run-event.ts`). */
export interface ShownPassage {
  readonly docId: DocId;
  /** 1-based, as written in the prompt. */
  readonly identifier: number;
  /** First-stage score 0–9. */
  readonly bucket: number;
  /** After cutting and neutralising, without title. */
  readonly text: string;
  /** UTF-16 offsets `[keptFrom, keptTo)` into `Candidate.text`. */
  readonly keptFrom: number;
  readonly keptTo: number;
  /** False when the passage stands whole in the prompt. */
  readonly cut: boolean;
  /** Marks changed by `neutralise` in title and text. */
  readonly neutralised: number;
}
