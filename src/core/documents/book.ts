import { documentWriter, firstOf } from './document.ts';
import type { DocumentWriter } from './document.ts';
import type { DocumentNote } from './facts.ts';
import { writeMarkup } from './markup.ts';
import { localName, walkXml } from './xml.ts';

/** A file of the book by its path; null: it is not there or cannot be read. */
type BookFile = (path: string) => string | null;

/**
 * The text of an EPUB (EPUB 3.3, which reads EPUB 2 alike): its chapters in the order of the spine, each with its headings. Null: it does not say which its chapters
 * are. A chapter that cannot be read is told by name.
 */
export function readBook(
  file: BookFile,
): (ReturnType<DocumentWriter['done']> & { readonly title: string; readonly notes: readonly DocumentNote[] }) | null {
  let root = '';
  walkXml(file('META-INF/container.xml') ?? '', {
    open: (name, attributes) => {
      if (localName(name) === 'rootfile' && root === '') root = attributes['full-path'] ?? '';
    },
  });
  const packed = root === '' ? null : file(root);
  if (packed === null) return null;
  const items = new Map<string, { readonly href: string; readonly type: string }>();
  const spine: string[] = [];
  let title = '';
  let inTitle = false;
  walkXml(packed, {
    open(name, attributes) {
      const own = localName(name);
      if (own === 'item')
        items.set(attributes['id'] ?? '', { href: attributes['href'] ?? '', type: attributes['media-type'] ?? '' });
      if (own === 'itemref') spine.push(attributes['idref'] ?? '');
      inTitle = name === 'dc:title' && title === '';
    },
    text: (text) => void (title += inTitle ? text : ''),
    close: () => void (inTitle = false),
  });
  if (spine.length === 0) return null;
  const folder = root.slice(0, root.lastIndexOf('/') + 1);
  const writer = documentWriter();
  const unread: string[] = [];
  for (const id of spine) {
    const item = items.get(id);
    if (item !== undefined && item.type.startsWith('image/')) continue;
    const path = item === undefined ? id : pathOf(folder, item.href);
    const chapter = item === undefined ? null : file(path);
    if (chapter === null) unread.push(path);
    else writeMarkup(chapter, writer, true);
  }
  const { count, first } = firstOf(unread);
  return { ...writer.done(), title: title.trim(), notes: count === 0 ? [] : [{ code: 'chapters-unread', count, names: first }] };
}

/** `a/b/` and `../c%20d.xhtml#e` → `a/c d.xhtml`. */
function pathOf(folder: string, href: string): string {
  const [bare = ''] = href.split('#');
  let written = bare;
  try {
    written = decodeURIComponent(bare);
  } catch {
    // A percent sign that stands for itself.
  }
  const parts: string[] = [];
  for (const part of `${folder}${written}`.split('/')) {
    if (part === '..') parts.pop();
    else if (part !== '.' && part !== '') parts.push(part);
  }
  return parts.join('/');
}
