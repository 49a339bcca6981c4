/** What an opened log lacks or could not tell. `detail`: the reader's own words, in English. */
export interface OpenedNote {
  readonly code:
    | 'bad-json'
    | 'not-a-log'
    | 'newer-schema'
    | 'bad-event'
    | 'no-end'
    | 'unknown-events'
    | 'times-unknown'
    | 'settings-unknown'
    | 'model-unknown'
    | 'tokens-unknown'
    | 'other-final-order'
    | 'changed-model'
    | 'changed-request'
    | 'changed-prompts';
  readonly detail: string;
}
