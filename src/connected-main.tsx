import { connectEngine } from './engines/webllm/client.ts';
import { connectInstant } from './instant/client.ts';
import { startPage } from './start-page.tsx';

/** The page that ranks with a server (connected.html). */
await startPage({ models: [], modelId: '', connectEngine: () => connectEngine(), connectInstant: () => connectInstant() });
