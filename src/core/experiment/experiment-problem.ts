/** Why an experiment cannot be planned or read, and what to do. `line` is 1-based, of a file; 0 where there is none. */
export interface ExperimentProblem {
  readonly line: number;
  readonly code:
    | 'no-configurations'
    | 'duplicate'
    | 'no-topics'
    | 'bad-depth'
    | 'no-method'
    | 'bad-json'
    | 'not-an-experiment'
    | 'newer-schema'
    | 'bad-cell'
    | 'cut-off';
  readonly message: string;
  readonly hint: string;
}
