/** How many calls a strategy makes and how many passages they show together, fewest and most. */
export interface CallForecast {
  readonly calls: readonly [number, number];
  readonly members: readonly [number, number];
}
