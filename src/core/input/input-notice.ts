/**
 * Why something that was to be opened is not, or what was read otherwise than it stands. `detail`: the reader's own words, in English; other languages go by `reason`. Nothing typed is
 * touched by any of them.
 */
export type InputNotice =
  | { readonly type: 'sample'; readonly detail: string }
  | { readonly type: 'not-text'; readonly name: string }
  | { readonly type: 'too-large'; readonly name: string; readonly mebibytes: number; readonly detail: string }
  /** Some bytes of the file are no character of its encoding: each is read as �. */
  | { readonly type: 'broken-bytes'; readonly name: string; readonly count: number }
  | {
      readonly type: 'log';
      readonly name: string;
      readonly line: number;
      readonly column: number;
      readonly reason: 'bad-json' | 'newer-schema' | 'not-a-log';
      readonly detail: string;
    }
  | { readonly type: 'log-while-running'; readonly name: string }
  | { readonly type: 'link'; readonly reason: 'other-version' | 'too-large' | 'damaged' | 'not-a-log'; readonly detail: string }
  | { readonly type: 'invocations'; readonly reason: 'no-prompts' | 'unmatched' | 'no-order' };
