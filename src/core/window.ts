/** Positions `[start, end)` of the current ranking that one model call sees; 0-based. */
export interface Window {
  readonly start: number;
  readonly end: number;
}
