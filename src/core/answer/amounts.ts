/** A number as an answer gives it, on the scale that was asked for. */
export interface Amount {
  readonly value: number;
  /** UTF-16 offset behind it. */
  readonly end: number;
  readonly written: string;
  /** True where it was given on another scale: per cent, or out of another number. */
  readonly converted: boolean;
}

/**
 * The number that stands at `at` of a text in ASCII digits, from `least` to `most` or not: `7`, `-3`, `7.5`, `7,5`, `1,234`, `70%`, `7/10`, `7 out of 10`. Null for
 * none, and for what is more than a number: a time, a date, a range, an ordinal, a version.
 */
export function readAmount(
  text: string,
  at: number,
  { least, most }: { readonly least: number; readonly most: number },
): Amount | null {
  amount.lastIndex = at;
  const found = amount.exec(text);
  if (found === null) return null;
  const [written, sign = '', whole = '', mark = '', decimals = '', percent, of] = found;
  const end = at + written.length;
  if (more.test(text.slice(end, end + 8)) || /^0[0-9]/.test(whole)) return null;
  const thousands = mark === ',' && decimals.length === 3 && whole !== '0';
  const value = Number(
    sign.replace('−', '-') + (thousands ? whole + decimals : decimals === '' ? whole : `${whole}.${decimals}`),
  );
  const plain = { value, end, written, converted: false };
  const total = percent !== undefined ? 100 : of === undefined ? null : Number(of.replace(',', '.'));
  if (total === null || (total === most && least === 0)) return plain;
  if (!(total > 0)) return null;
  return { value: least + (value / total) * (most - least), end, written, converted: true };
}

/** A comma parts decimals, but not `"[1]": 7,"[2]": 5`, nor `1: 7,2: 5`. */
const amount =
  /([-−]?)([0-9]{1,9})(?:([.,])([0-9]{1,9})(?![0-9]{0,9}\s{0,4}["'\])}]{0,3}\s{0,4}[:=]))?(?:\s?(%|٪)|\s?(?:\/|out of|of|из|از)\s?([0-9]{1,9}(?:[.,][0-9]{1,9})?))?/iuy;
const more = /^(?:[0-9]|[.:/–-][0-9]|\p{L}|\s?(?:to|–|-|до|تا|至)\s?[0-9])/iu;
