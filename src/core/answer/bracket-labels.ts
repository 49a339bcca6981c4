import type { LabelForm } from './answer-shape.ts';
import { asciiDigits } from '../text/ascii-digits.ts';

interface WrittenLabel {
  readonly from: number;
  readonly to: number;
  readonly identifier: number;
}

const bracketedLetters = /[[(［【]\s{0,4}([A-Za-z]{1,2})\s{0,4}[\])］】]/g;
const bareLetters = /(?<![\p{L}\p{N}])([A-Za-z]{1,2})(?![\p{L}\p{N}])/gu;

/**
 * The labels of an answer rewritten as `[3] > [1] = [2]`, which `parseOrder` reads: letters as numbers, `Document 3` as `[3]`. Numbered labels
 * that are brackets already, and texts without one label in the form's own words, come back as they are. A letter without brackets counts only
 * where nothing else is written: "A passage" names none.
 */
export function bracketLabels(text: string, { before, after, numerals }: LabelForm): string {
  if (numerals === 'letters') {
    const plain = text.normalize('NFKC');
    return joined(plain, letters(plain));
  }
  const mark = before.trim();
  if (mark === '' || /[[［【〔]$/u.test(mark)) return text;
  const plain = asciiDigits(text);
  const number = `${escaped(mark)}\\s{0,4}[[(#]{0,2}\\s{0,4}(-?[0-9]{1,9})(?![0-9])(?:\\s{0,4}${escaped(after.trim())})?`;
  const found = [...plain.matchAll(new RegExp(number, 'giu'))].map((match) => {
    return { from: match.index, to: match.index + match[0].length, identifier: Number(match[1]) };
  });
  return found.length === 0 ? text : joined(plain, found);
}

function escaped(mark: string): string {
  return mark.replaceAll(/[\\^$.*+?()[\]{}|/-]/g, String.raw`\$&`);
}

/** Labels joined by what stands between them: `=` ties, unless a `>` is there too. */
function joined(text: string, labels: readonly WrittenLabel[]): string {
  return labels
    .map(({ from, identifier }, index) => {
      const gap = index === 0 ? '' : text.slice(labels[index - 1]?.to ?? 0, from);
      const link = index === 0 ? '' : /[=＝≈]/u.test(gap) && !/[>＞]/u.test(gap) ? ' = ' : ' > ';
      return `${link}[${identifier}]`;
    })
    .join('');
}

function letters(text: string): readonly WrittenLabel[] {
  const bracketed = [...text.matchAll(bracketedLetters)];
  const bare = [...text.matchAll(bareLetters)];
  const words = text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
  const written = bracketed.length > 0 ? bracketed : bare.length === words ? bare : [];
  return written.map((match) => ({
    from: match.index,
    to: match.index + match[0].length,
    identifier: letterIdentifier((match[1] ?? '').toUpperCase()),
  }));
}

/** 1-based: A is 1, Z 26, AA 27. */
function letterIdentifier(written: string): number {
  let identifier = 0;
  for (const letter of written) identifier = identifier * 26 + letter.charCodeAt(0) - 64;
  return identifier;
}
