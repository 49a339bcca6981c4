import { part } from '../page/part.tsx';

/** What a processor in the place of a GPU means for the list on the page: only pages without a GPU need it. */
export const processorPart = part(() => import('./processor-notice.tsx'));
