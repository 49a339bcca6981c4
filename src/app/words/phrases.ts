import type { Bounds } from '../../core/read/forecast.ts';
import type { CallHead } from '../../core/read/calls.ts';
import type { ConfigurationCost } from '../../core/experiment/cells.ts';
import type { ContextFit } from '../../core/preset/choose.ts';
import type { Format } from './format.ts';

// Parts of sentences that every language builds in the same way from its own words.

/** "3", or "3–5". */
export function range({ number }: Format, [least, most]: Bounds): string {
  return least === most ? number(least) : `${number(least)}–${number(most)}`;
}

/** Bounds with a noun: "3–5 calls". */
export function ofBounds(format: Format, say: (count: number) => string): (bounds: Bounds) => string {
  // The noun agrees with the greater end, whose figure is then put back as the range.
  return ([least, most]) => (least === most ? say(most) : say(most).replace(format.number(most), range(format, [least, most])));
}

/** Bounds in seconds as rough spans. */
export function timeOf({ roughly }: Format, join: (least: string, most: string) => string): (bounds: Bounds) => string {
  return ([least, most]) => {
    const [from, to] = [roughly(least * 1000), roughly(most * 1000)];
    return from === to ? from : join(from, to);
  };
}

/** A share that is not quite nothing is not told as 0 %. */
export function shareOf({ percent }: Format, share: number): string {
  return share > 0 && share < 0.005 ? `< ${percent(0.01)}` : percent(share);
}

/** What a call can ask, and how its places are named. */
interface HeadParts {
  readonly asks: Readonly<Record<CallHead['asks'], (passages: string, take: string) => string>>;
  readonly places: (places: string, count: number) => string;
}

/** Places one by one where they are few, else from the first to the last. */
const MOST_NAMED = 6;

/** What a call asked of which places. */
export function headOf(format: Format, parts: HeadParts): (head: CallHead) => string {
  return ({ asks, passages, take, places, first, last }) => {
    const asked = parts.asks[asks](format.passages(passages), format.number(take));
    const single = first === last ? [first] : null;
    const named = single ?? (places !== null && places.length <= MOST_NAMED ? places : null);
    const where =
      named === null
        ? parts.places(`${format.number(first)}–${format.number(last)}`, last - first + 1)
        : parts.places(format.list(named.map(format.number)), named.length);
    return `${asked} (${where})`;
  };
}

/** What was made smaller so that a call fits a model's context. Each part is a count with its noun. */
interface FitParts {
  readonly whole: (most: string, context: string) => string;
  readonly cut: (parts: string, context: string) => string;
  readonly passages: (words: string) => string;
  readonly window: (passages: string) => string;
  readonly thought: (tokens: string) => string;
  readonly none: (context: string) => string;
}

/** How a call was made to fit; null: it could not be. */
export function fitsIn(format: Format, say: FitParts): (fit: ContextFit | null, contextTokens: number) => string {
  return (fit, contextTokens) => {
    const context = format.tokens(contextTokens);
    if (fit === null) return say.none(context);
    const parts = fit.cut.map((cut) => {
      switch (cut) {
        case 'passages':
          return say.passages(format.words(fit.passageWords ?? 0));
        case 'window':
          return say.window(format.passages(fit.windowSize));
        case 'thought':
          return say.thought(format.tokens(fit.thoughtTokens));
      }
    });
    return parts.length === 0 ? say.whole(format.tokens(fit.tokens), context) : say.cut(format.list(parts), context);
  };
}

/** How the runs of a configuration ended. */
export type Ended = Pick<ConfigurationCost, 'outcomes' | 'windows' | 'forecast'>;

/** Only what is there is named: most runs end as they should. */
export function endings(
  { outcomes, windows, forecast }: Ended,
  words: Readonly<Record<'complete' | 'failed' | 'repaired' | 'truncated' | 'unparsed' | 'forecast', (count: number) => string>>,
  comma: string,
): string {
  return [
    words.complete(outcomes.complete),
    outcomes.failed > 0 ? words.failed(outcomes.failed) : null,
    windows.repaired > 0 ? words.repaired(windows.repaired) : null,
    windows.truncated > 0 ? words.truncated(windows.truncated) : null,
    windows.unparsed > 0 ? words.unparsed(windows.unparsed) : null,
    forecast.made > forecast.kept ? words.forecast(forecast.made - forecast.kept) : null,
  ]
    .filter((part) => part !== null)
    .join(comma);
}

/** A name of the software adapter in brackets, where it has one. */
export const named = (architecture: string): string => (architecture === '' ? '' : ` (${architecture})`);
