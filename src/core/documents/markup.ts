import { Parser } from 'htmlparser2';
import { documentWriter, wordCount } from './document.ts';
import type { DocumentWriter } from './document.ts';
import { holdDepth } from './xml.ts';
import type { DocumentNote } from './facts.ts';

/** A piece of a page's text: a heading (level 1 to 6) or a paragraph (0), and in which part of the page it stands. */
interface Block {
  readonly text: string;
  readonly level: number;
  readonly part: 'article' | 'page' | 'furniture';
}

interface MarkupText {
  /** What `<title>` says; empty where it says nothing. */
  readonly title: string;
  readonly blocks: readonly Block[];
}

const SILENT: ReadonlySet<string> = new Set(
  'script style noscript template svg math iframe object canvas audio video select datalist button head'.split(' '),
);
const FURNITURE: ReadonlySet<string> = new Set(['nav', 'footer', 'aside', 'header', 'form', 'dialog', 'menu']);
const ROLES: ReadonlySet<string> = new Set(['navigation', 'banner', 'contentinfo', 'complementary', 'search', 'dialog', 'menu']);
const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hr html legend li ' +
    'main menu nav ol option p pre section summary table tbody tfoot thead tr ul'
  ).split(' '),
);
const CELLS: ReadonlySet<string> = new Set(['td', 'th']);

/** An element that is open, with what it decides for all inside it. */
interface Open {
  readonly name: string;
  readonly silent: boolean;
  readonly part: Block['part'];
  readonly level: number;
  readonly kept: boolean;
}

const ROOT: Open = { name: '', silent: false, part: 'page', level: 0, kept: false };

/**
 * The text of a page: paragraphs and headings in order, without scripts and styles. White space is one space, except in `pre`. `xml`: names and empty elements are as
 * XML has them (XHTML inside e-books). Headings of menus and hidden parts are furniture. Linear. Throws for elements deeper than any page's.
 */
function readMarkup(text: string, xml: boolean): MarkupText {
  const blocks: Block[] = [];
  const open: Open[] = [];
  const top = (): Open => open.at(-1) ?? ROOT;
  let title = '';
  let inTitle = false;
  let words: string[] = [];
  let block: Open = ROOT;
  const close = (): void => {
    const written = words.join('');
    words = [];
    const tidy = block.kept ? written : written.replaceAll(/[^\S\n]*\n[^\S\n]*/gu, '\n').replaceAll(/[^\S\n]+/gu, ' ');
    if (tidy.trim() !== '') blocks.push({ text: tidy.trim(), level: block.level, part: block.part });
    block = top();
  };
  const parser = new Parser(
    {
      onopentag(name, given) {
        holdDepth(open.length);
        if (name === 'title') inTitle = title === '';
        if (name === 'br') words.push('\n');
        if (CELLS.has(name) && words.some((one) => one.trim() !== '')) words.push(' | ');
        const isBlock = BLOCKS.has(name);
        if (isBlock) close();
        const up = top();
        const role = given['role'] ?? '';
        const hidden = 'hidden' in given || given['aria-hidden'] === 'true' || /display:\s*none/iu.test(given['style'] ?? '');
        const article = name === 'article' || name === 'main' || role === 'main' || role === 'article';
        const furniture =
          up.part === 'furniture' ||
          hidden ||
          ROLES.has(role) ||
          (FURNITURE.has(name) && (up.part === 'page' || name === 'nav' || name === 'aside' || name === 'form'));
        const level = /^h[1-6]$/u.test(name) ? Number(name[1]) : up.level;
        open.push({
          name,
          silent: up.silent || SILENT.has(name),
          part: furniture ? 'furniture' : article ? 'article' : up.part,
          level,
          kept: up.kept || name === 'pre',
        });
        if (isBlock) block = top();
      },
      ontext(piece) {
        if (inTitle) title += piece;
        if (!top().silent) words.push(top().kept ? piece : piece.replaceAll(/\s+/gu, ' '));
      },
      onclosetag(name) {
        if (name === 'title') inTitle = false;
        if (open.at(-1)?.name !== name) return;
        if (BLOCKS.has(name)) {
          close();
          open.pop();
          block = top();
        } else open.pop();
      },
    },
    xml ? { xmlMode: true, decodeEntities: true } : { decodeEntities: true },
  );
  parser.write(text);
  parser.end();
  close();
  return { title: title.replaceAll(/\s+/gu, ' ').trim(), blocks };
}

/** An article's share of the words of a page from which on the rest of the page is left out. */
const ARTICLE_SHARE = 0.4;

/** A web page: its article where it marks one, without menus, sidebars and footers; what is left out is counted. A page of nothing else is kept whole. */
export function readPage(text: string): {
  readonly title: string;
  readonly text: string;
  readonly marks: ReturnType<DocumentWriter['done']>['marks'];
  readonly notes: readonly DocumentNote[];
} {
  const { title, blocks } = readMarkup(text, false);
  const count = (part: Block['part']): number =>
    blocks.reduce((sum, one) => sum + (one.part === part ? wordCount(one.text) : 0), 0);
  const sizes = { article: count('article'), page: count('page'), furniture: count('furniture') };
  const articleOnly = sizes.article > 0 && sizes.article >= (sizes.article + sizes.page) * ARTICLE_SHARE;
  const bare = sizes.article + sizes.page === 0;
  const kept = blocks.filter(({ part }) => bare || part === 'article' || (part === 'page' && !articleOnly));
  const writer = documentWriter();
  writeBlocks(kept, writer);
  const left = bare ? 0 : sizes.furniture + (articleOnly ? sizes.page : 0);
  return { title, ...writer.done(), notes: left > 0 ? [{ code: 'furniture', words: left }] : [] };
}

/** A whole text in markup, nothing left out but scripts and styles: a chapter of a book, a Word file, a letter. Returns its title. */
export function writeMarkup(text: string, writer: DocumentWriter, xml = false): string {
  const { title, blocks } = readMarkup(text, xml);
  writeBlocks(blocks, writer);
  return title;
}

function writeBlocks(blocks: readonly Block[], writer: DocumentWriter): void {
  for (const { text, level } of blocks) {
    if (level > 0) writer.heading(text, level);
    else writer.paragraph(text);
  }
}

/** The encoding that a page or an XML file says it is written in, as its label; null: none. */
export function declaredEncoding(head: string): string | null {
  return (
    /<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.:-]{1,40})["']/iu.exec(head)?.[1] ??
    /<meta[^>]{0,300}?charset\s*=\s*["']?\s*([\w.:-]{1,40})/iu.exec(head)?.[1] ??
    null
  );
}
