/** Where a log that is looked at without a run came from. */
export type LogOrigin =
  | { readonly type: 'file'; readonly name: string }
  | { readonly type: 'history'; readonly name: string }
  /** One run of an experiment. */
  | { readonly type: 'experiment'; readonly name: string; readonly configuration: string; readonly qid: string }
  | { readonly type: 'link' }
  /** Model calls stored by RankLLM: the run was made by another program. */
  | { readonly type: 'invocations' };

/** How a log is played. `speed`: 1 = as it went. */
export interface Playback {
  readonly playing: boolean;
  readonly speed: number;
  /** Milliseconds of the log's time gone since the event at the cursor: the next event may be far off. */
  readonly intoMs: number;
}

export const PAUSED: Playback = { playing: false, speed: 1, intoMs: 0 };
