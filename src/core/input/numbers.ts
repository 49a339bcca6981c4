import { readScore } from '../measure/numbers.ts';
import { asciiDigits } from '../text/digits.ts';

/** How a column of a table writes numbers: whether a dot or a comma stands before decimals; `unclear`: a comma could be either. */
export type NumberConvention = 'dot' | 'comma' | 'unclear';

const SIGN = '[-+\\u2212]?';
/** Between groups of three digits in German, Swiss, French and SI writing. */
const GAPS = /(?<=\d)[ \u00A0\u2009\u202F'’](?=\d{3}(?!\d))/g;
const EXPONENT = '(?:[eE][-+]?\\d+)?';
/** A comma that can only stand before decimals: other than three digits behind it, or 0 alone before it. */
const SURE_COMMA = new RegExp(`^${SIGN}(?:(?:\\d{1,3}(?:\\.\\d{3})+|\\d*),\\d+${EXPONENT})$`);
const SURE_DOT = new RegExp(`^${SIGN}(?:(?:\\d{1,3}(?:,\\d{3})+|\\d*)\\.\\d*${EXPONENT})$`);
/** 1,234: a thousand and more, or one and a bit. */
const EITHER_COMMA = new RegExp(`^${SIGN}[1-9]\\d{0,2},\\d{3}$`);
const EITHER_DOT = new RegExp(`^${SIGN}[1-9]\\d{0,2}\\.\\d{3}$`);
const GROUPED_COMMAS = new RegExp(`^${SIGN}[1-9]\\d{0,2}(?:,\\d{3}){2,}$`);
const GROUPED_DOTS = new RegExp(`^${SIGN}[1-9]\\d{0,2}(?:\\.\\d{3}){2,}$`);

/** In ASCII digits and marks; between Arabic and Persian digits `٫` stands before decimals, and `٬` between thousands. */
const plain = (written: string): string =>
  asciiDigits(written)
    .replaceAll(GAPS, '')
    .replace('\u2212', '-')
    .replace('٫', '.')
    .replaceAll(/(?<=\d)٬(?=\d{3})/g, '');

/**
 * How a column writes its numbers, by the cells that can be read one way only. Where all could be either, a table with semicolons between its cells has
 * decimal commas (that is why it has semicolons), and any other is unclear; a lone dot stands before decimals.
 */
export function columnConvention(cells: readonly string[], delimiter: string): NumberConvention {
  let comma = false;
  let dot = false;
  let either = false;
  for (const cell of cells) {
    const written = plain(cell);
    if (EITHER_COMMA.test(written)) either = true;
    else if (EITHER_DOT.test(written)) continue;
    else if (GROUPED_COMMAS.test(written)) dot = true;
    else if (GROUPED_DOTS.test(written)) comma = true;
    else if (written.includes(',') && SURE_COMMA.test(written)) comma = true;
    else if (written.includes('.') && SURE_DOT.test(written)) dot = true;
  }
  if (comma !== dot) return comma ? 'comma' : 'dot';
  if (comma) return 'unclear';
  if (!either) return 'dot';
  return delimiter === ';' ? 'comma' : 'unclear';
}

const PER_CENT = /^(?:[%٪]\s?(?=[-+\d\u2212.])|)([^%٪]*\d[^%٪]*?)(?:\s?[%٪]|)$/u;

/** The numbers of a column whose every cell has a sign of per cent, without it; null: one has none. */
export function withoutPerCent(cells: readonly string[]): readonly string[] | null {
  const found: string[] = [];
  for (const cell of cells) {
    const number = /[%٪]/u.test(cell) ? PER_CENT.exec(cell)?.[1]?.trim() : undefined;
    if (number === undefined) return null;
    found.push(number);
  }
  return found.length === 0 ? null : found;
}

/** A cell's number by its column's convention, exactly; null where it is none, or could be two. */
export function tableNumber(cell: string, convention: NumberConvention): number | null {
  const written = plain(cell);
  if (convention === 'unclear' && written.includes(',')) return null;
  const decimal =
    convention === 'comma'
      ? GROUPED_DOTS.test(written) || EITHER_DOT.test(written) || SURE_COMMA.test(written)
        ? written.replaceAll('.', '').replace(',', '.')
        : written
      : SURE_DOT.test(written) || GROUPED_COMMAS.test(written) || EITHER_COMMA.test(written)
        ? written.replaceAll(',', '')
        : written;
  const value = readScore(decimal);
  return value === null || !Number.isFinite(value) ? null : value;
}

/** The number of a cell with a sign of per cent, in hundredths: 85% is 0.85, exactly. */
export function perCentNumber(cell: string, convention: NumberConvention): number | null {
  const [without] = withoutPerCent([cell]) ?? [];
  const value = without === undefined ? null : tableNumber(without, convention);
  return value === null ? null : /e/i.test(String(value)) ? value / 100 : Number(`${value}e-2`);
}
