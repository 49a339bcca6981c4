import { asciiDigits, digitClass } from '../text/ascii-digits.ts';
import type { Mention } from './find-mentions.ts';
import { scanQuotes } from './scan-quotes.ts';

const nouns =
  'passages?|documents?|docs?|candidates?|отрыв(?:ок|ка|ку|ке|ком|ки|ков|кам|ками|ках)|фрагмент\\p{L}{0,3}|пассаж\\p{L}{0,3}|документ\\p{L}{0,3}|' +
  'متن|متن‌های|قطعه|سند|گذرگاه|پاراگراف';
const digits = `[${digitClass}]{1,9}`;
const before = '(?:#|№|no\\.? ?|number |شماره‌? ?|номер )?';
const named = new RegExp(
  `(?<![\\p{L}\\p{N}])(?:${nouns})[ \\u00a0]${before}(?=[${digitClass}])|(?:段落|文档|文章|篇章) ?(?=[${digitClass}])|第 ?(?=${digits} ?[段篇个條条])`,
  'giu',
);
const number = new RegExp(`${digits}(?![${digitClass}\\p{L}%]|\\.[${digitClass}])`, 'uy');
const chinese = new RegExp(`${digits}(?![${digitClass}])`, 'uy');
const join = new RegExp(`(?:, ?(?:and |or )?| (?:and|or|и|или|و) |، ?(?:و )?|、|和)(?=[${digitClass}])`, 'uy');

/**
 * Mentions that name a passage by a word and a bare number, as free thoughts do: "passage 3", "passages 2 and 5", "отрывок 3", "متن ۳",
 * "第3段". A number that no passage has is taken for a number and is no mention, and one at the very end is none yet. Blind in quotes.
 */
export function findNamedMentions(text: string, count: number): readonly Mention[] {
  const { quotes, open } = scanQuotes(text);
  const found: Mention[] = [];
  let quote = 0;
  let last = 0;
  for (const { 0: name, index } of text.matchAll(named)) {
    while ((quotes[quote]?.to ?? Infinity) <= index) quote += 1;
    if (index < last || (quotes[quote]?.from ?? Infinity) < index || (open !== null && index > open)) continue;
    const pattern = /[段文篇第]/u.test(name) ? chinese : number;
    const identifiers = new Set<number>();
    let to = index;
    let at = index + name.length;
    for (;;) {
      pattern.lastIndex = at;
      const written = pattern.exec(text)?.[0];
      if (written === undefined || at + written.length >= text.length) break;
      const identifier = Number(asciiDigits(written));
      if (identifier < 1 || identifier > count) break;
      identifiers.add(identifier);
      to = at + written.length;
      join.lastIndex = to;
      const joined =
        /^(?:passage|document|doc|candidate)s/iu.test(name) || !/^[\p{Script=Latin}]/u.test(name)
          ? join.exec(text)?.[0]
          : undefined;
      if (joined === undefined) break;
      at = to + joined.length;
    }
    if (identifiers.size > 0) found.push({ from: index, to, identifiers: [...identifiers], unknown: [] });
    last = to;
  }
  return found;
}
