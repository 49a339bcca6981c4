import { sealedWorkers } from './sealed-worker.ts';

// Whether the policy that forbids a page and its workers to reach anybody is really there: hosts strip headers, proxies rewrite pages. It can't be read from
// inside, so what it forbids is tried. A request that is refused never leaves the browser.

/**
 * What came of it. held: the browser's policy refused the request; open: nothing did; untold: this browser, or this worker, does not say.
 */
export type Reach = 'held' | 'open' | 'untold';

/** What came of it in one realm: the page, or one of its workers. */
export interface RealmReach {
  /** `page`, or the worker's name. */
  readonly realm: string;
  readonly reach: Reach;
}

/** What is tried needs: a page's or a worker's own, or a test's. */
export interface ReachWorld extends Pick<EventTarget, 'addEventListener' | 'removeEventListener'> {
  fetch(url: string, init: RequestInit): Promise<unknown>;
  /** Its absence means that violations are not told. */
  readonly SecurityPolicyViolationEvent?: unknown;
}

/** A name that nobody has (RFC 6761), over https, so that a page from https is not refused for another reason. */
export const NOWHERE = 'https://glassrank.invalid/';
/** Milliseconds within which a refusal is told of, once the request has failed; and within which a worker answers. */
const PATIENCE = { violationMs: 1000, workerMs: 20_000 };

const MESSAGE = 'glassrank-reach';

/**
 * Asks for an address elsewhere. The request fails in any case, since nobody is there: what tells a policy from the network is the violation that the browser
 * reports, of a policy that is enforced.
 */
export async function tryReach(
  world: ReachWorld = globalThis as unknown as ReachWorld,
  { violationMs }: Pick<typeof PATIENCE, 'violationMs'> = PATIENCE,
): Promise<Reach> {
  let refused = (): void => {};
  const violation = new Promise<'held'>((resolve) => {
    refused = () => resolve('held');
  });
  const hear = (event: Event): void => {
    const { blockedURI = '', disposition, effectiveDirective } = event as Partial<SecurityPolicyViolationEvent>;
    if (disposition === 'enforce' && effectiveDirective === 'connect-src' && blockedURI.startsWith(NOWHERE.slice(0, -1)))
      refused();
  };
  world.addEventListener('securitypolicyviolation', hear);
  try {
    const asked = world
      .fetch(NOWHERE, { mode: 'no-cors', credentials: 'omit', referrerPolicy: 'no-referrer', cache: 'no-store' })
      .then(
        () => 'open' as const,
        () => pause(violationMs).then(() => ('SecurityPolicyViolationEvent' in world ? ('open' as const) : ('untold' as const))),
      );
    return await Promise.race([violation, asked]);
  } finally {
    world.removeEventListener('securitypolicyviolation', hear);
  }
}

const pause = (ms: number): Promise<void> => new Promise((resolve) => setTimeout(resolve, ms));

let own: Promise<Reach> | null = null;

/** What came of it in this realm and in all workers that it has started, and they in turn. Each realm tries once. */
export async function reachOfAll(realm: string): Promise<readonly RealmReach[]> {
  own ??= tryReach();
  const workers = await Promise.all(sealedWorkers().map(askWorker));
  return [{ realm, reach: await own }, ...workers.flat()];
}

function askWorker({ worker, name }: ReturnType<typeof sealedWorkers>[number]): Promise<readonly RealmReach[]> {
  const { port1, port2 } = new MessageChannel();
  return new Promise((resolve) => {
    const end = (answer: readonly RealmReach[]): void => {
      clearTimeout(limit);
      port1.close();
      resolve(answer);
    };
    // One that computes for so long, or is gone, has said nothing.
    const limit = setTimeout(() => end([{ realm: name, reach: 'untold' }]), PATIENCE.workerMs);
    port1.onmessage = ({ data }: MessageEvent<readonly RealmReach[]>) => end(data);
    worker.postMessage({ type: MESSAGE }, [port2]);
  });
}

/** In a worker's root: answers whoever started it. Comlink passes over messages of a type that it does not know. */
export function answerReach(): void {
  globalThis.addEventListener('message', ({ data, ports }: MessageEvent<unknown>) => {
    const [port] = ports;
    if ((Object(data) as { readonly type?: unknown }).type !== MESSAGE || port === undefined) return;
    void reachOfAll((globalThis as { readonly name?: string }).name ?? '').then((answer) => port.postMessage(answer));
  });
}

/** One word for all: open where one is, untold where one is that. */
export function worstReach(realms: readonly RealmReach[]): Reach {
  const all = new Set(realms.map(({ reach }) => reach));
  return all.has('open') ? 'open' : all.has('untold') ? 'untold' : 'held';
}
