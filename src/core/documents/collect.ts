import { docId } from '../request.ts';
import type { Candidate } from '../request.ts';
import { wordCount } from './document.ts';
import type { DocumentOutline } from './document.ts';
import type { DocumentFacts } from './facts.ts';
import { documentPassages, passageTitle, PASSAGE_SIZE } from './passages.ts';
import type { PassageSize } from './passages.ts';
import { plainOutline } from './plain.ts';

/** A file that is read as a document; one without an outline is Markdown or plain text. */
interface DocumentFile {
  readonly name: string;
  readonly text: string;
  readonly document?: DocumentOutline | undefined;
}

/**
 * Documents as candidates: every passage with its document's name, its place, and both in front as its title. A document of one passage gives its name as docid, others
 * `name#1`, `name#2`, …. Order: the documents', then the text's. Linear.
 */
export function documentCandidates(
  files: readonly DocumentFile[],
  size: PassageSize = PASSAGE_SIZE,
): { readonly candidates: readonly Candidate[]; readonly documents: readonly DocumentFacts[] } {
  const candidates: Candidate[] = [];
  const documents = files.map(({ name, text, document }): DocumentFacts => {
    const outline = document ?? plainOutline({ name, text });
    const passages = documentPassages(text, outline, size);
    for (const [index, passage] of passages.entries()) {
      const { from, to, page, lastPage, headings } = passage;
      candidates.push({
        docId: docId(passages.length === 1 ? name : `${name}#${index + 1}`),
        title: passageTitle(name, passage),
        text: text.slice(from, to),
        document: name,
        place: {
          from,
          ...(page === null ? {} : { page }),
          ...(lastPage === null || lastPage === page ? {} : { lastPage }),
          ...(headings.length === 0 ? {} : { heading: headings.join(' › ') }),
        },
      });
    }
    const { kind, title, pages, notes } = outline;
    return { name, kind, title, pages, words: wordCount(text), passages: passages.length, notes };
  });
  return { candidates, documents };
}
