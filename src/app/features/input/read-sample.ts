/** A sample as the page uses it. */
export interface Sample {
  readonly query: string;
  readonly passages: readonly string[];
  /** One line of title, author and licence. */
  readonly credit: string;
}

interface SampleFile {
  readonly title: string;
  readonly licence: string;
  readonly attribution: string;
  readonly query: string;
  readonly passages: readonly string[];
}

/** Fetches one of the page's own samples. Throws when it is not there, or does not come within half a minute. */
export async function readSample(address: URL): Promise<Sample> {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  const file = (await response.json()) as SampleFile;
  return { query: file.query, passages: file.passages, credit: `Sample “${file.title}”. ${file.attribution}. ${file.licence}.` };
}
