/** Something that was read in a way the person should know of. `code` and the numbers are stable; `message` says the same in English. */
export interface InputRemark {
  readonly code:
    | 'nul-characters'
    | 'broken-characters'
    | 'before-list'
    | 'unnamed-candidates'
    | 'renamed-docids'
    | 'empty-passages'
    | 'result-order'
    | 'from-prompts'
    | 'no-prompt-passages'
    | 'rank-differs'
    | 'judged-only'
    | 'whole-corpus'
    | 'unknown-queries'
    | 'unused-file'
    | 'unused-choice'
    | 'queries-without-text'
    | 'no-text-column'
    | 'quotes-off'
    | 'cut-document'
    | 'uncut-document';
  readonly message: string;
  readonly file?: string;
  readonly count?: number;
}
