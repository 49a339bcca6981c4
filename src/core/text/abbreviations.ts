/**
 * Shortened words whose full stop ends no sentence, in small letters and without it. `always`: something of the same sentence follows, a name or an example.
 * `beforeNumbers`: only where a number follows; elsewhere they are words of their own, or end a sentence. What ends sentences as often as not (etc., Inc., и т. д.)
 * stands in neither. Persian and Chinese shorten without full stops.
 */
const SHORTENED = {
  en: {
    always: 'mr mrs ms dr prof rev hon gov sgt lt capt st vs cf approx al viz resp incl',
    beforeNumbers: 'no nos fig figs eq eqs sec secs ch vol vols art p pp ca jan feb mar apr jun jul aug sep sept oct nov dec',
  },
  ru: { always: 'см ср напр проф акад им ул св гр тов', beforeNumbers: 'стр с рис табл гл п пп ст т разд' },
  de: { always: 'bzw ca vgl dr hr fr evtl ggf inkl', beforeNumbers: 'nr abb abs bd s' },
  fr: { always: 'mme mlle mm dr cf env', beforeNumbers: 'art p fig' },
  es: { always: 'sr sra srta dra ud uds', beforeNumbers: 'núm pág fig art' },
} as const;

const wordsOf = (kind: 'always' | 'beforeNumbers'): ReadonlySet<string> =>
  new Set(Object.values(SHORTENED).flatMap((words) => words[kind].split(' ')));
const ALWAYS = wordsOf('always');
const BEFORE_NUMBERS = wordsOf('beforeNumbers');

/** The longest of them, and its neighbours: what is looked at before a full stop. */
const LOOKED_AT = 24;
/** e.g., i.e., U.S., т.е., р. н. э. without its spaces: letters with full stops between. */
const LETTERS = /(?<![\p{L}\p{M}])\p{L}\p{M}*(?:\.\p{L}\p{M}*)+$/u;
const WORD = /(?<![\p{L}\p{M}])[\p{L}\p{M}]+$/u;
const INITIAL = /(?<![\p{L}\p{M}\p{N}])\p{Lu}$/u;

/** Does the full stop at `stop` (a UTF-16 offset) belong to a shortened word: Dr., e.g., U.S., p. 3? */
export function isShortened(text: string, stop: number): boolean {
  const before = text.slice(Math.max(0, stop - LOOKED_AT), stop);
  if (LETTERS.test(before)) return true;
  const word = WORD.exec(before)?.[0].toLowerCase();
  if (word === undefined) return false;
  return ALWAYS.has(word) || (BEFORE_NUMBERS.has(word) && /^\.\s*\p{N}/u.test(text.slice(stop, stop + LOOKED_AT)));
}

/** Does the full stop at `stop` stand behind one capital letter, as in J. Smith? Where passages are named by letters that is no initial. */
export function isInitial(text: string, stop: number): boolean {
  return INITIAL.test(text.slice(Math.max(0, stop - 2), stop)) && text[stop - 1] !== 'I';
}
