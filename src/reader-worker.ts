import { sealedWorker } from './engines/sealed-worker.ts';
// oxlint-disable-next-line import/default -- Vite gives the script's address
import address from './instant/reader.worker.ts?worker&url';

/** The worker that reads large inputs, held to the document's policy. */
export const readerWorker = (): Worker => sealedWorker(address, 'glassrank-reader');
