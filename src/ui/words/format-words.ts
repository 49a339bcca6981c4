/** Bytes for people: powers of 1000, as browsers and shops count. */
export function bytesInWords(bytes: number): string {
  if (bytes < 1000) return `${bytes} B`;
  if (bytes < 1_000_000) return `${(bytes / 1000).toFixed(0)} kB`;
  return `${(bytes / 1_000_000).toFixed(bytes < 10_000_000 ? 1 : 0)} MB`;
}

/** Milliseconds as m:ss. */
export function clock(ms: number): string {
  const seconds = Math.max(0, Math.floor(ms / 1000));
  return `${Math.floor(seconds / 60)}:${String(seconds % 60).padStart(2, '0')}`;
}

/** A rough span, rounded so that it does not flicker: "about 40 s", "about 3 min". */
export function roughly(ms: number): string {
  const seconds = ms / 1000;
  if (seconds < 8) return 'a few seconds';
  if (seconds < 90) return `about ${Math.ceil(seconds / 5) * 5} s`;
  return `about ${Math.ceil(seconds / 60)} min`;
}

/** Count with its noun: plural("passage", 2) → "2 passages". */
export function plural(noun: string, count: number): string {
  return `${count.toLocaleString('en')} ${noun}${count === 1 ? '' : 's'}`;
}

/** Identifiers as the model sees them: [2], [5] and [9]. */
export function identifiersInWords(identifiers: readonly (number | string)[]): string {
  const tags = identifiers.map((identifier) => (String(identifier).startsWith('[') ? String(identifier) : `[${identifier}]`));
  if (tags.length < 2) return tags.join('');
  return `${tags.slice(0, -1).join(', ')} and ${tags.at(-1) ?? ''}`;
}
