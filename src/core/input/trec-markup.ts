import { passed } from './meter.ts';
import type { Place } from './place.ts';
import type { InputProblem } from './problems.ts';
import { ENTRY } from './role-guess.ts';

/** A document or a topic in TREC's markup. `asks`: it is a topic. */
interface MarkedEntry extends Place {
  readonly id: string;
  readonly title: string;
  readonly text: string;
  readonly asks?: boolean;
}

type Part = 'id' | 'title' | 'text' | 'query' | 'question' | 'description' | 'narrative';

/** What the elements of an entry hold. Others are of no account, or marks within a text. */
const PARTS: Readonly<Record<string, Part>> = Object.fromEntries(
  Object.entries({
    id: 'docno docid id num number qid',
    title: 'title headline head hl ti',
    text: 'text body abstract content contents leadpara lp',
    query: 'query',
    question: 'question ques',
    description: 'desc description',
    narrative: 'narr narrative background',
  }).flatMap(([part, names]) => names.split(' ').map((name) => [name, part as Part] as const)),
);
/** What a topic is asked by, the first of these that it has. */
const ASKED: readonly Part[] = ['title', 'query', 'question', 'description', 'text', 'narrative'];
/** TREC's own words before the text of a part. */
const LABEL: Readonly<Partial<Record<Part, RegExp>>> = {
  title: /^(?:Title|Topic):\s*/i,
  description: /^Description:\s*/i,
  narrative: /^Narrative:\s*/i,
};

/**
 * Visits the documents or topics of a file in TREC's markup: elements that need not end (`<num> Number: 301`), attributes (`<topic number="1">`), entities,
 * marks within a text. A document is its title and its texts; a topic is asked by its title, else its query, its question, its description. What has no
 * text is told. A visit that returns false ends the walk. Linear.
 */
export function eachMarked(input: {
  readonly text: string;
  readonly visit: (found: MarkedEntry) => boolean | void;
  readonly problem: (problem: InputProblem) => void;
}): void {
  const { text, visit, problem } = input;
  let line = 1;
  let counted = 0;
  const placeAt = (at: number): Place => {
    for (let end = text.indexOf('\n', counted); end !== -1 && end < at; end = text.indexOf('\n', counted)) {
      line += 1;
      counted = end + 1;
    }
    return { line, column: at - counted + 1 };
  };
  let open: { readonly at: number; readonly name: string; readonly attributes: string; readonly from: number } | null = null;
  let before = 0;
  /** False: the visit wants no more. */
  const close = (end: number): boolean => {
    if (open === null) return true;
    const { at, name, attributes, from } = open;
    open = null;
    const place = placeAt(at);
    const entry = entryOf(text.slice(from, end), !name.startsWith('doc'), attributes);
    passed(end - before);
    before = end;
    if (entry.text !== '') return visit({ ...entry, ...place }) !== false;
    problem({ ...place, code: 'no-text', candidate: null });
    return true;
  };
  for (const found of text.matchAll(ENTRY)) {
    const [all, slash, written = '', attributes = ''] = found;
    const name = written.toLowerCase();
    if (slash === '/') {
      // What a name stands in for elsewhere (`<topic>` inside `<top>`) ends with its own mark.
      if (open?.name === name && !close(found.index)) return;
      continue;
    }
    if (open !== null && open.name !== name) continue;
    if (!close(found.index)) return;
    open = { at: found.index, name, attributes, from: found.index + all.length };
    if (attributes.endsWith('/') && !close(open.from)) return;
  }
  close(text.length);
}

const MARK = /<!\[CDATA\[|<!--|<(\/?)([a-z][\w.:-]*)([^<>]*)>/gi;
/** Marks within a sentence. */
const INLINE = new Set('a b i u em strong sup sub span font small tt code'.split(' '));
/** Pages and their parts, whose text is that of the entry; and what is none wherever it stands. */
const PAGES = new Set(['html', 'p', 'div', 'br']);
const UNREAD = new Set(['script', 'style']);
/** Of a topic these are no title. */
const NO_TITLES = new Set(['head', 'hl', 'headline']);

function entryOf(inner: string, asks: boolean, attributes: string): Omit<MarkedEntry, keyof Place> {
  const parts = partsOf(inner, asks);
  const written = (part: Part | 'loose'): string => tidy((parts.get(part) ?? []).join(''));
  const of = (part: Part): string =>
    written(part)
      .replace(LABEL[part] ?? '', '')
      .trim();
  // TREC's programs read `Number: 051` as 51, as its judgements write it.
  const numbered = /^Number:\s*0+(?=[1-9]\d*$)/i;
  const id = written('id')
    .replace(numbered, '')
    .replace(/^Number:\s*/i, '')
    .replaceAll(/\s+/g, ' ');
  const name = id === '' ? attribute(attributes, ['number', 'num', 'id', 'docno', 'qid']) : id;
  if (asks) {
    const asked = ASKED.map(of).find((each) => each !== '') ?? written('loose');
    return { id: name, title: '', text: asked.replaceAll(/\s+/g, ' '), asks: true };
  }
  const title = (of('title') || attribute(attributes, ['title'])).replaceAll(/\s+/g, ' ');
  return { id: name, title, text: of('text') || written('loose') || of('description') };
}

/** The texts of an entry by what they are; `loose`: what stands in no element of its own. */
function partsOf(inner: string, asks: boolean): ReadonlyMap<Part | 'loose', readonly string[]> {
  const parts = new Map<Part | 'loose', string[]>();
  const ended = new Set(Array.from(inner.matchAll(/<\/([a-z][\w.:-]*)/gi), ([, name = '']) => name.toLowerCase()));
  let part: Part | 'loose' = 'loose';
  /** An element whose text is no text of the entry is open. */
  let other: string | null = null;
  const take = (written: string): void => {
    if (other !== null || written === '') return;
    const known = parts.get(part);
    if (known === undefined) parts.set(part, [written]);
    else known.push(written);
  };
  const behind: Readonly<Record<string, string>> = { '<![CDATA[': ']]>', '<!--': '-->' };
  const mark = new RegExp(MARK);
  let at = 0;
  for (let found = mark.exec(inner); found !== null; found = mark.exec(inner)) {
    const [all, slash, written, about = ''] = found;
    take(unescaped(inner.slice(at, found.index)));
    at = found.index + all.length;
    if (written === undefined) {
      const mark = behind[all.toUpperCase()] ?? '';
      const end = inner.indexOf(mark, at);
      const stop = end === -1 ? inner.length : end;
      if (!all.startsWith('<!--')) take(inner.slice(at, stop));
      at = stop + mark.length;
    } else {
      const tag = written.toLowerCase();
      const named = asks && NO_TITLES.has(tag) ? undefined : partOf(tag, about);
      const strange = named === undefined && !PAGES.has(tag) && !INLINE.has(tag);
      if (slash === '/') {
        if (other === tag) other = null;
        else if (other === null && part !== 'loose' && (partOf(tag, '') === part || isField(tag))) {
          take('\n');
          part = 'loose';
        } else if (!INLINE.has(tag)) take('\n');
      } else if (UNREAD.has(tag) && ended.has(tag)) other ??= tag;
      else if (named !== undefined && !(part === 'text' && (named === 'title' || named === 'id'))) {
        other = null;
        part = named;
        take('\n');
      } else if (strange && (part === 'loose' ? other === null && ended.has(tag) : part !== 'text')) {
        part = 'loose';
        other = tag;
      } else if (!INLINE.has(tag)) take('\n');
    }
    mark.lastIndex = at;
  }
  take(unescaped(inner.slice(at)));
  return parts;
}

/** Solr's elements name what they hold in an attribute. */
function isField(tag: string): boolean {
  return tag === 'field' || tag === 'str';
}

/** What an element holds; `EN-title`, as CLEF has it, is a title. */
function partOf(tag: string, about: string): Part | undefined {
  const name = isField(tag) ? attribute(about, ['name']).toLowerCase() : tag.replace(/^[a-z]{2}-/, '');
  return Object.hasOwn(PARTS, name) ? PARTS[name] : undefined;
}

/** Lines without blanks at their ends, paragraphs one blank line apart. */
function tidy(written: string): string {
  const lines = written.split('\n').map((line) => line.replaceAll(/[ \t]+/g, ' ').trim());
  return lines
    .join('\n')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim();
}

function attribute(written: string, names: readonly string[]): string {
  for (const name of names) {
    const found = new RegExp(`(?:^|\\s)${name}\\s*=\\s*(?:"([^"]*)"|'([^']*)'|([^\\s"'>]+))`, 'i').exec(written);
    const value = found?.[1] ?? found?.[2] ?? found?.[3];
    if (value !== undefined) return unescaped(value).trim();
  }
  return '';
}

const ENTITIES: Readonly<Record<string, string>> = {
  amp: '&',
  lt: '<',
  gt: '>',
  quot: '"',
  apos: "'",
  nbsp: ' ',
  // Of TREC's disks.
  hyph: '-',
  blank: ' ',
  sect: '§',
  para: '¶',
  cir: '○',
  rsquo: '’',
  lsquo: '‘',
  ldquo: '“',
  rdquo: '”',
  mdash: '—',
  ndash: '–',
  hellip: '…',
};

function unescaped(written: string): string {
  if (!written.includes('&')) return written;
  return written.replaceAll(
    /&(?:#x([\da-f]{1,6})|#(\d{1,7})|(\w{2,8}));/gi,
    (all, hex?: string, decimal?: string, name?: string) => {
      if (name !== undefined) return ENTITIES[name.toLowerCase()] ?? all;
      const point = hex === undefined ? Number(decimal) : Number.parseInt(hex, 16);
      const stands = point > 0 && point <= 0x10_ffff && !(point >= 0xd800 && point <= 0xdfff);
      return stands ? String.fromCodePoint(point) : '\uFFFD';
    },
  );
}
