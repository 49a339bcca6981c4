/** A quote with its marks: UTF-16 offsets `[from, to)`; `text` is what stands between the marks. */
export interface ScannedQuote {
  readonly from: number;
  readonly to: number;
  readonly text: string;
}

const marks = /["“”„«»「」『』\n]/gu;
const closersOf: Readonly<Record<string, string>> = { '"': '"', '“': '”', '„': '“”', '«': '»', '「': '」', '『': '』' };
const longestQuote = 1000;

/**
 * Quotes of one line and at most 1000 characters: "…", “…”, „…“, «…», 「…」. A straight mark opens only before a letter and after a space or
 * bracket, so `5" disk` opens nothing. `open`: where a quote begins that is not closed yet, null where there is none. One pass.
 */
export function scanQuotes(text: string): { readonly quotes: readonly ScannedQuote[]; readonly open: number | null } {
  const quotes: ScannedQuote[] = [];
  let open = null as { readonly at: number; readonly closers: string } | null;
  for (const { 0: mark, index } of text.matchAll(marks)) {
    if (open !== null && (mark === '\n' || index - open.at > longestQuote)) open = null;
    if (mark === '\n') continue;
    if (open?.closers.includes(mark) === true && closesHere(text, index)) {
      quotes.push({ from: open.at, to: index + 1, text: text.slice(open.at + 1, index) });
      open = null;
      continue;
    }
    const closers = closersOf[mark];
    // The next character decides whether a straight mark at the end opens. Until then a quote that is open stays open.
    const undecided = open !== null && mark === '"' && index + 1 === text.length;
    if (closers !== undefined && !undecided && (open === null || closers === open.closers) && opensHere(text, index))
      open = { at: index, closers };
  }
  return { quotes, open: open !== null && text.length - open.at <= longestQuote ? open.at : null };
}

function opensHere(text: string, at: number): boolean {
  if (text[at] !== '"') return true;
  return (at === 0 || /[\s([{:,;=>—–-]/u.test(text.charAt(at - 1))) && !/^\s/u.test(text.slice(at + 1, at + 2));
}

/** A straight mark closes only after a character that is no space and before the end, a space or punctuation. */
function closesHere(text: string, at: number): boolean {
  if (text[at] !== '"') return true;
  const next = text.charAt(at + 1);
  return !/\s/u.test(text.charAt(at - 1)) && (next === '' || /[\s\p{P}\p{S}]/u.test(next));
}
