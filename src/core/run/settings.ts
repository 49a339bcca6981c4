/** A setting that is a number. Both ends of its ranges are allowed. */
export interface NumberSetting {
  readonly kind: 'whole' | 'decimal';
  /** What a run takes. `most` may be another setting, whose value it then is. */
  readonly least: number;
  readonly most: number | 'windowSize';
  /** Where neither a model nor a person says anything: as our own model was trained. */
  readonly start: number;
  /** Where the model runs on a graphics processor, which reads quickly: at least this. */
  readonly fast?: number;
  /** What files mean that lack it, because they were written before it was there. Without it every file has it. */
  readonly absent?: number;
  /** What the panel offers; null: it is not on the panel. */
  readonly panel: PanelRange | null;
}

/** A setting's field on the page's panel. */
export interface PanelRange {
  readonly least: number;
  readonly most: number;
  /** The other upper end where a published prompt is chosen. */
  readonly mostPublished?: number;
  /** What the arrow keys add. */
  readonly step?: number;
  /**
   * With which prompt it decides anything: the model's own, one that was chosen instead, any, any that takes the first stage's scores, or any that is read
   * passage by passage.
   */
  readonly of: 'own' | 'chosen' | 'any' | 'scored' | 'read';
}

/** A setting that is one of a few words. */
interface ChoiceSetting<Word extends string> {
  readonly kind: 'choice';
  readonly among: readonly Word[];
  readonly start: Word;
  /** What files mean that lack it, because they were written before it was there. Without it every file has it. */
  readonly absent?: Word;
}

function whole(setting: Omit<NumberSetting, 'kind'>): NumberSetting {
  return { kind: 'whole', ...setting };
}

function decimal(setting: Omit<NumberSetting, 'kind'>): NumberSetting {
  return { kind: 'decimal', ...setting };
}

function choice<const Word extends string>(setting: Omit<ChoiceSetting<Word>, 'kind'>): ChoiceSetting<Word> {
  return { kind: 'choice', ...setting };
}

const table = {
  /** Passages that the model sees at once. */
  windowSize: whole({ least: 2, most: 100, start: 10, panel: { least: 2, most: 20, of: 'own' } }),
  /** Places that each next window moves forward. */
  windowStride: whole({ least: 1, most: 'windowSize', start: 5, panel: { least: 1, most: 20, of: 'own' } }),
  /** Tokens that the thought of one call may take before it is closed by force; 0 = no thought. */
  thoughtTokens: whole({
    least: 0,
    most: 100_000,
    start: 192,
    panel: { least: 0, most: 2048, mostPublished: 32_768, of: 'any' },
  }),
  /**
   * Words kept of each passage: the whole sentences that come nearest to the query, else the best window for the query's terms. 40 words lose nearly half of
   * the evidence, so a graphics processor is given 100.
   */
  passageWords: whole({ least: 1, most: 100_000, start: 40, fast: 100, panel: { least: 4, most: 400, of: 'own' } }),
  /**
   * Trust in the first stage: logits added to an identifier for each standard deviation its first-stage score lies above the window's mean. 0 = none;
   * in free mode without effect. The panel ends at 4: more leaves the model no say.
   */
  priorWeight: decimal({ least: 0, most: 100, start: 2.5, absent: 0, panel: { least: 0, most: 4, step: 0.25, of: 'scored' } }),
  /** Passages from the top of the starting order that a model reads, at most; those behind them keep their places. */
  rerankDepth: whole({ least: 0, most: 1_000_000, start: 1_000_000, absent: 1_000_000, panel: null }),
  /**
   * Whether a score is read at each passage's end, where prompt and model have one. list: the whole prompt is read once, and each passage's score knows those
   * before it. apart: each passage is read alone behind the query, so that no order sways it, and then the whole prompt for the thought. off: no scores.
   */
  reading: choice({ among: ['list', 'apart', 'off'], start: 'list', absent: 'off' }),
  /** Weight of a reading score's z-score beside that of the first stage, which counts 1. */
  readingWeight: decimal({ least: 0, most: 5, start: 0.25, absent: 0, panel: { least: 0, most: 5, step: 0.05, of: 'read' } }),
  /**
   * How a model's answer comes about. constrained: once the answer begins only what the answer's form allows can be written. locked: that, and the
   * thought can cite only passages that exist and quote only what stands in them. free: the model's own text, parsed and repaired. first-token:
   * nothing is written; the likelihoods of the answer's first label order the passages (FIRST, arXiv 2406.15657). reading: nothing is written; the first
   * stage's and the reading's scores together order them.
   */
  answerMode: choice({ among: ['locked', 'constrained', 'free', 'first-token', 'reading'], start: 'locked' }),
  /** 0 = greedy. */
  temperature: decimal({ least: 0, most: 2, start: 0, panel: { least: 0, most: 2, step: 0.1, of: 'chosen' } }),
  /** Decides every choice by chance: sampling, shuffles of samples and of groups. */
  seed: whole({ least: 0, most: 2 ** 31 - 1, start: 0, panel: null }),
};

type Table = typeof table;

/** Names of the settings that are numbers. */
export type NumberSettingName = {
  [Name in keyof Table]: Table[Name] extends NumberSetting ? Name : never;
}[keyof Table];

/** Names of the settings that are one of a few words. */
export type ChoiceSettingName = Exclude<keyof Table, NumberSettingName>;

/** How a model's answer comes about (`SETTINGS.answerMode`). */
export type AnswerMode = Table['answerMode']['start'];

/** How passages are read for a score of each (`SETTINGS.reading`). */
export type ReadingMode = Table['reading']['start'];

/** All that may be set of a run beside its method. */
export type SettingValues = { readonly [Name in NumberSettingName]: number } & {
  readonly [Name in ChoiceSettingName]: Table[Name]['start'];
};

/**
 * Every setting of a run, in the order in which the panel shows them. What a setting may be, its start, its check, its reading from files and its field
 * on the page come from here. A new one is a row here, the place that uses it, and its words in four languages; give it `absent`, so that logs, drafts and
 * experiments without it are still read.
 */
export const SETTINGS: Readonly<Table> = table;

/** All answer modes, the first one the start. */
export const ANSWER_MODES: readonly AnswerMode[] = SETTINGS.answerMode.among;

/** Names and rows of the settings that are numbers, in their order. */
export const NUMBER_SETTINGS: readonly (readonly [NumberSettingName, NumberSetting])[] = Object.entries(SETTINGS).flatMap(
  ([name, setting]) => (setting.kind === 'choice' ? [] : [[name as NumberSettingName, setting] as const]),
);

/** Names and rows of the settings that are one of a few words, in their order. */
export const CHOICE_SETTINGS: readonly (readonly [ChoiceSettingName, ChoiceSetting<string>])[] = Object.entries(SETTINGS).flatMap(
  ([name, setting]) => (setting.kind === 'choice' ? [[name as ChoiceSettingName, setting] as const] : []),
);

/** The settings of a run that nobody has changed: the table's starts, with what `own` (a model's own numbers) says instead. */
export function startSettings(own: Partial<SettingValues> = {}): SettingValues {
  const starts = Object.entries(SETTINGS).map(([name, { start }]) => [name, own[name as keyof SettingValues] ?? start]);
  return Object.fromEntries(starts) as SettingValues;
}

/** Settings of a run log with the values of those that it lacks, because it was written before they were there; else themselves. */
export function filledSettings<Settings extends SettingValues>(settings: Settings): Settings {
  const lacking = [...NUMBER_SETTINGS, ...CHOICE_SETTINGS].flatMap(
    ([name, { absent }]): readonly (readonly [string, number | string])[] =>
      absent === undefined || Object.hasOwn(settings, name) ? [] : [[name, absent] as const],
  );
  return lacking.length === 0 ? settings : { ...settings, ...Object.fromEntries(lacking) };
}

/** The settings of a run that nobody has changed where the model runs on a graphics processor; `own` as for `startSettings`. */
export function fastSettings<Values extends SettingValues>(own: Values): Values {
  const raised = NUMBER_SETTINGS.flatMap(([name, { fast }]) =>
    fast === undefined ? [] : [[name, Math.max(fast, own[name])] as const],
  );
  return { ...own, ...Object.fromEntries(raised) };
}

/** What is wrong with a setting, or with another number that has a range. */
export type SettingProblem =
  | {
      readonly code: 'out-of-range';
      readonly field: string;
      readonly kind: NumberSetting['kind'];
      readonly found: number;
      readonly least: number;
      readonly most: number;
    }
  | { readonly code: 'not-a-choice'; readonly field: string; readonly found: string; readonly among: readonly string[] };

/** The problem of a number that is not of its kind or not in its range, both ends allowed; null where there is none. */
export function rangeProblem(
  field: string,
  found: number,
  { kind = 'whole', least, most }: { kind?: NumberSetting['kind']; least: number; most: number },
): SettingProblem | null {
  const sound = found >= least && found <= most && (kind === 'decimal' || Number.isInteger(found));
  return sound ? null : { code: 'out-of-range', field, kind, found, least, most };
}

/** The first setting that a run cannot take; null where it can take all of them. The method is `checkMethod`'s matter. */
export function checkSettings(settings: SettingValues): SettingProblem | null {
  for (const [name, { kind, least, most }] of NUMBER_SETTINGS) {
    const problem = rangeProblem(name, settings[name], { kind, least, most: typeof most === 'number' ? most : settings[most] });
    if (problem !== null) return problem;
  }
  for (const [field, { among }] of CHOICE_SETTINGS)
    if (!among.includes(settings[field])) return { code: 'not-a-choice', field, found: String(settings[field]), among };
  return null;
}

/** The settings that can be taken from a value of any kind, such as a draft of an earlier version. Each that is not of its kind or range is left out. */
export function readSettings(value: unknown): Partial<SettingValues> {
  if (!isRecord(value)) return {};
  const read: [string, number | string][] = [];
  for (const [name, { kind, least, most }] of NUMBER_SETTINGS) {
    const number = value[name];
    const range = { kind, least, most: typeof most === 'number' ? most : Infinity };
    if (typeof number === 'number' && rangeProblem(name, number, range) === null) read.push([name, number]);
  }
  for (const [name, { among }] of CHOICE_SETTINGS) {
    const word = among.find((one) => one === value[name]);
    if (word !== undefined) read.push([name, word]);
  }
  return Object.fromEntries(read);
}

function isRecord(value: unknown): value is Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}
