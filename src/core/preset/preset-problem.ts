/** What is wrong with a preset. */
export interface PresetProblem {
  /** Path to the field: `messages[1].content`; empty for the preset as a whole. */
  readonly field: string;
  /** One sentence on what is wrong, one on what to do. */
  readonly message: string;
}
