// Numbers, sizes, times and counts, as people of a language write them. Each language’s `format.ts` calls these once, with its own code and nouns.

/** One wording for each plural category of the language; `#` stands for the number. English has one and other, Russian one, few and many too. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** A count with its noun, by the language's own plural rules and digits: in Russian 22 gives "22 окна". */
export function countedIn(language: string): (forms: PluralForms) => (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (forms) => (count) => (forms[rules.select(count)] ?? forms.other).replace('#', () => number.format(count));
}

/** A moment in ISO 8601 as date and time; a text that is none stays as it is. */
export function dateTimeIn(language: string): (iso: string) => string {
  return (iso) => {
    const date = new Date(iso);
    return Number.isNaN(date.getTime())
      ? iso
      : new Intl.DateTimeFormat(language, { dateStyle: 'medium', timeStyle: 'short' }).format(date);
  };
}

/** Numbers, sizes, times and counts as people of a language write them. */
export interface Format {
  /** With the language's digits and grouping. */
  readonly number: (value: number) => string;
  /** With exactly that many decimals. */
  readonly fixed: (value: number, decimals: number) => string;
  /** A rate: one decimal below 10, none above. */
  readonly rate: (value: number) => string;
  /** A share of 1 in whole per cent. */
  readonly percent: (share: number) => string;
  /** Powers of 1000, as browsers and shops count. */
  readonly bytes: (bytes: number) => string;
  /** Milliseconds as m:ss. */
  readonly clock: (ms: number) => string;
  /** Milliseconds as seconds: "0.4 s", "0.01 s", "< 0.01 s". */
  readonly seconds: (ms: number) => string;
  /** A rough span of milliseconds, rounded so that it does not flicker: "about 40 s". */
  readonly roughly: (ms: number) => string;
  /** "a, b and c". */
  readonly list: (items: readonly string[]) => string;
  /** Identifiers as the model sees them: [2], [5] and [9]. */
  readonly identifiers: (identifiers: readonly (number | string)[]) => string;
  readonly passages: (count: number) => string;
  readonly windows: (count: number) => string;
  readonly places: (count: number) => string;
  readonly tokens: (count: number) => string;
  readonly words: (count: number) => string;
  readonly files: (count: number) => string;
  readonly workers: (count: number) => string;
}

interface Parts {
  readonly byteUnits: readonly [bytes: string, kilobytes: string, megabytes: string, gigabytes: string];
  readonly second: string;
  readonly fewSeconds: string;
  readonly aboutSeconds: string;
  readonly aboutMinutes: string;
  readonly comma: string;
  readonly and: string;
  /** Around a bracketed number, where the text around it runs from right to left. */
  readonly isolate: readonly [before: string, after: string];
  readonly counts: Readonly<Record<'passages' | 'windows' | 'places' | 'tokens' | 'words' | 'files' | 'workers', PluralForms>>;
}

export function formatIn(language: string, parts: Parts): Format {
  const counted = countedIn(language);
  const whole = new Intl.NumberFormat(language);
  const twoDigits = new Intl.NumberFormat(language, { minimumIntegerDigits: 2 });
  const share = new Intl.NumberFormat(language, { style: 'percent', maximumFractionDigits: 0 });
  const number = (value: number): string => whole.format(value);
  const formats: Intl.NumberFormat[] = [];
  const fixed = (value: number, decimals: number): string =>
    (formats[decimals] ??= new Intl.NumberFormat(language, {
      minimumFractionDigits: decimals,
      maximumFractionDigits: decimals,
    }))
      .format(value)
      // As signs are written elsewhere on the page: a hyphen is hardly seen before a digit.
      .replace('-', '−');
  const [byte, kilobyte, megabyte, gigabyte] = parts.byteUnits;
  const list = (items: readonly string[]): string =>
    items.length < 2 ? items.join('') : `${items.slice(0, -1).join(parts.comma)}${parts.and}${items.at(-1) ?? ''}`;
  return {
    number,
    fixed,
    rate: (value) => fixed(value, value < 10 ? 1 : 0),
    percent: (value) => share.format(value),
    bytes(bytes) {
      if (bytes < 1000) return `${number(bytes)} ${byte}`;
      if (bytes < 1_000_000) return `${fixed(bytes / 1000, 0)} ${kilobyte}`;
      if (bytes < 1_000_000_000) return `${fixed(bytes / 1_000_000, bytes < 10_000_000 ? 1 : 0)} ${megabyte}`;
      return `${fixed(bytes / 1_000_000_000, bytes < 10_000_000_000 ? 1 : 0)} ${gigabyte}`;
    },
    clock(ms) {
      const seconds = Math.max(0, Math.floor(ms / 1000));
      return `${number(Math.floor(seconds / 60))}:${twoDigits.format(seconds % 60)}`;
    },
    seconds: (ms) => (ms < 5 ? `< ${fixed(0.01, 2)} ${parts.second}` : `${fixed(ms / 1000, ms < 95 ? 2 : 1)} ${parts.second}`),
    roughly(ms) {
      const seconds = ms / 1000;
      if (seconds < 8) return parts.fewSeconds;
      if (seconds < 90) return parts.aboutSeconds.replace('#', number(Math.ceil(seconds / 5) * 5));
      return parts.aboutMinutes.replace('#', number(Math.ceil(seconds / 60)));
    },
    list,
    identifiers: (identifiers) =>
      list(
        identifiers
          .map((identifier) => (String(identifier).startsWith('[') ? String(identifier) : `[${identifier}]`))
          .map((tag) => `${parts.isolate[0]}${tag}${parts.isolate[1]}`),
      ),
    passages: counted(parts.counts.passages),
    windows: counted(parts.counts.windows),
    places: counted(parts.counts.places),
    tokens: counted(parts.counts.tokens),
    words: counted(parts.counts.words),
    files: counted(parts.counts.files),
    workers: counted(parts.counts.workers),
  };
}
