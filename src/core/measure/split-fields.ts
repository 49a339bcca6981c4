/** The fields of a line between white space, with the 0-based offset where each begins in it. */
export interface Fields {
  readonly texts: readonly string[];
  readonly starts: readonly number[];
}

export function splitFields(row: string): Fields {
  const texts: string[] = [];
  const starts: number[] = [];
  let start = -1;
  for (let at = 0; at <= row.length; at += 1) {
    const ends = at === row.length || isBlank(row, at);
    if (!ends) {
      if (start === -1) start = at;
    } else if (start !== -1) {
      texts.push(row.slice(start, at));
      starts.push(start);
      start = -1;
    }
  }
  return { texts, starts };
}

function isBlank(row: string, at: number): boolean {
  const code = row.charCodeAt(at);
  return code === 32 || (code >= 9 && code <= 13) || (code > 127 && /\s/u.test(row[at] ?? ''));
}
