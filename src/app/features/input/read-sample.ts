/** A sample as the page uses it. */
export interface Sample {
  readonly query: string;
  readonly passages: readonly string[];
  /** One line of title, author and licence. */
  readonly credit: string;
  /** Where a run of it starts, if it is told for that: a list in its instant order would leave the reasoner nothing to lift. */
  readonly startFrom?: 'given';
}

interface SampleFile {
  readonly title: string;
  readonly licence: string;
  readonly attribution: string;
  readonly startFrom?: 'given';
  readonly query: string;
  readonly passages: readonly string[];
}

/** Fetches one of the page's own samples. Throws when it is not there, or does not come within half a minute. */
export async function readSample(address: URL): Promise<Sample> {
  const response = await fetch(address, { signal: AbortSignal.timeout(30_000) });
  if (!response.ok) throw new Error(`${address.pathname}: ${response.status}`);
  const file = (await response.json()) as SampleFile;
  return {
    query: file.query,
    passages: file.passages,
    credit: `Sample “${file.title}”. ${file.attribution}. ${file.licence}.`,
    ...(file.startFrom === 'given' ? { startFrom: file.startFrom } : {}),
  };
}
