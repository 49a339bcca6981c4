import { counted } from './format.ts';

const WORKERS = counted({ one: 'its worker', other: 'its # workers' });

/** What came of trying what the page's policy forbids; comes with the code that shows it. */
export const reach = {
  held: (workers: number) =>
    `Tried on this visit: the page${workers === 0 ? '' : ` and ${WORKERS(workers)}`} asked for an address elsewhere, and the browser refused ${workers === 0 ? 'it' : 'each of them'}.`,
  open: 'Tried on this visit: an address elsewhere was asked for, with nothing in the request, and nothing refused it. This host, or something on the way, has taken away the policy that the page was built with. The page’s own code still sends nothing anywhere; but here only the code says so.',
  untold:
    'Tried on this visit: an address elsewhere was asked for, with nothing in the request. This browser does not say whether the page’s policy refused it.',
  /** Beside the line about privacy, where nothing holds the page. */
  mark: '(not held by this host)',
};
