/** Does the quote stand in the passage word for word? Runs of white space count as one space, both sides in NFC; an empty quote does not. */
export function isVerbatim(quote: string, passage: string): boolean {
  const wanted = plain(quote);
  return wanted !== '' && plain(passage).includes(wanted);
}

function plain(text: string): string {
  return text.normalize('NFC').replaceAll(/\s+/gu, ' ').trim();
}
