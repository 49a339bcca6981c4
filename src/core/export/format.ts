import type { RunEvent } from '../log/event.ts';
import type { RunView } from '../log/view.ts';
import type { DocId } from '../request.ts';

/** A run as it is taken off the page: its whole log, wherever a cursor stands. */
export interface ExportedRun {
  readonly log: readonly RunEvent[];
  /** What `log` reduces to. */
  readonly view: RunView;
  readonly appVersion: string;
  /** ISO 8601. */
  readonly exportedAt: string;
  /** The sentence that decided each passage's place, where a thought speaks of it. */
  readonly reasons: ReadonlyMap<DocId, string>;
  /** Text of the built `replay-template.html`; null where it was not asked for. */
  readonly replayPage: string | null;
}

/** A file that a run can be saved as. A new format is a file with such an object, its lines in `index.ts`, and its name in the page's words. */
export interface ExportFormat<Kind extends string = string> {
  readonly kind: Kind;
  /** What the file's name ends with, the dot included: `.csv`, `-results.json`. */
  readonly ending: string;
  readonly mime: string;
  /** `write` puts the run into the built replay page. */
  readonly needsReplayPage: boolean;
  /** The file's text (UTF-8); null where the run cannot be written so, because what should be the replay page is another page. */
  readonly write: (run: ExportedRun) => string | null;
}
