import type { Candidate } from './rank-request.ts';

/** A passage as its list's statistics see it: `title: text`, or the text alone where there is no title. */
export function titledText({ title, text }: Pick<Candidate, 'title' | 'text'>): string {
  return title === undefined || title === '' ? text : `${title}: ${text}`;
}
