import type { RunOutcome } from '../../../core/log/event.ts';
import type { TimelinePhase, TokenSource } from '../../../core/read/timeline.ts';
import { format } from './format.ts';

interface InWindow {
  readonly number: number;
  readonly total: number;
  readonly phase: PhaseName;
  readonly passage: { readonly place: number; readonly of: number } | null;
}

type PhaseName = TimelinePhase['phase'] | 'settled';

/** The timeline: where in a run the page stands, and the controls that move it. */
export const timeline = {
  title: 'Timeline',
  time: 'Time',
  phases: { reading: 'reading', thinking: 'thinking', answering: 'answering', settled: 'settled' } satisfies Record<
    PhaseName,
    string
  >,
  begins: 'The run begins',
  between: 'Between windows',
  ends: { complete: 'The run is done', cancelled: 'The run was stopped', failed: 'The run failed' } satisfies Record<
    RunOutcome['type'],
    string
  >,
  /** `passage`: which is being read for its score; null: none is. */
  inWindow: ({ number, total, phase, passage }: InWindow) =>
    `Window ${format.number(number)} of ${format.number(total)}, ${timeline.phases[phase]}${
      passage === null ? '' : ` passage ${format.number(passage.place)} of ${format.number(passage.of)}`
    }`,
  moment: ({ what, atMs }: { readonly what: string; readonly atMs: number }) => `${what}, ${format.clock(atMs)}`,
  clock: ({ atMs, totalMs }: { readonly atMs: number; readonly totalMs: number }) =>
    `${format.clock(atMs)} of ${format.clock(totalMs)}`,
  live: 'Live',
  toEnd: 'To the end',
  behind: 'An earlier moment is shown; the run goes on.',
  play: 'Play',
  pause: 'Pause',
  previous: 'Previous window',
  next: 'Next window',
  speed: 'Speed',
  times: (speed: number) => `${format.number(speed)}×`,
  read: 'a passage read',
  tentative: 'tentative order changed',
  committed: 'order settled anew',
  figures: 'Windows in figures',
  window: 'Window',
  places: 'Places',
  changes: 'Order changes',
  span: ({ first, last }: { readonly first: number; readonly last: number }) => `${format.number(first)}–${format.number(last)}`,
  /** Tokens that the form left no choice about. */
  forced: 'Forced by the form',
  forcedOf: ({ forced, written }: { readonly forced: number; readonly written: number }) =>
    `${format.number(forced)} of ${format.number(written)}`,
  tokens: ({ tokens, from }: { readonly tokens: number; readonly from: TokenSource }) =>
    `${from === 'pieces' ? 'at least ' : from === 'shared' ? 'about ' : ''}${format.tokens(tokens)}`,
  number: format.number,
  seconds: format.seconds,
};

/** The two charts of a run and their tables. Ranks come in the language's own digits. */
export const charts = {
  bumps: 'Ranks over the windows',
  bumpsHint: 'Each line is a passage. A dot: the window before it had the passage in its prompt.',
  slopes: 'First stage to final order',
  slopesHint: 'Each line is a passage, from the place it started at to the place that is settled.',
  tooEarly: 'The charts begin when the first window has closed.',
  firstStage: 'First stage',
  now: 'Settled so far',
  final: 'Final',
  window: (window: number) => `Window ${format.number(window)}`,
  /** Under a column too narrow for more. */
  shortWindow: format.number,
  keys: 'Arrow keys move from line to line; Enter shows the passage in the list.',
  asTable: 'As a table',
  passage: 'Passage',
  move: 'Movement',
  rank: format.number,
  /** "3 up", "2 down", "stays". */
  moved: (places: number): string =>
    places === 0 ? 'stays' : places > 0 ? `▲ ${format.number(places)} up` : `▼ ${format.number(-places)} down`,
  /** A line, for those who do not see it. */
  line: ({ name, from, to }: { readonly name: string; readonly from: number; readonly to: number }) =>
    `${name}: from place ${format.number(from)} to ${format.number(to)}`,
  onlyFirst: (shown: number, all: number) => `The first ${format.number(shown)} of ${format.number(all)} passages are drawn.`,
  beyond: (limit: number) => `Places beyond ${format.number(limit)} lie on the lowest line.`,
  inPrompt: 'in the prompt',
};
