import type { CDPSession } from 'playwright-core';

/** A tab that only the browser's own protocol speaks to: one that Playwright drives is always in the foreground, and cannot be frozen. */
export interface BareTab {
  /** Calls a function in the page, which takes one value of JSON and gives another, also by a promise. */
  evaluate<Given, Found>(work: (given: Given) => Found | Promise<Found>, given: Given): Promise<Found>;
  /** As the browser does it to a tab that nobody has looked at for long, and back. */
  setState(state: 'frozen' | 'active'): Promise<void>;
  close(): Promise<void>;
}

/** Opens tabs of one visitor with empty storage. `session`: of the browser. */
export async function bareTabs(session: CDPSession): Promise<(url: string) => Promise<BareTab>> {
  const { browserContextId } = await session.send('Target.createBrowserContext');
  let last = 0;
  const waiting = new Map<number, { resolve: (found: unknown) => void; reject: (error: Error) => void }>();
  session.on('Target.receivedMessageFromTarget', ({ message }) => {
    const { id, result, error } = JSON.parse(message) as { id: number; result?: unknown; error?: { message: string } };
    const asked = waiting.get(id);
    waiting.delete(id);
    if (error === undefined) asked?.resolve(result);
    else asked?.reject(new Error(error.message));
  });
  return async (url) => {
    const { targetId } = await session.send('Target.createTarget', { url, browserContextId });
    const { sessionId } = await session.send('Target.attachToTarget', { targetId, flatten: false });
    const send = (method: string, params: object): Promise<unknown> =>
      new Promise((resolve, reject) => {
        last += 1;
        waiting.set(last, { resolve, reject });
        session
          .send('Target.sendMessageToTarget', { sessionId, message: JSON.stringify({ id: last, method, params }) })
          .catch(reject);
      });
    return {
      async evaluate<Given, Found>(work: (given: Given) => Found | Promise<Found>, given: Given): Promise<Found> {
        const expression = `(${work.toString()})(${JSON.stringify(given)})`;
        const { result, exceptionDetails } = (await send('Runtime.evaluate', {
          expression,
          awaitPromise: true,
          returnByValue: true,
        })) as { readonly result: { readonly value?: unknown }; readonly exceptionDetails?: unknown };
        if (exceptionDetails !== undefined) throw new Error(JSON.stringify(exceptionDetails));
        return result.value as Found;
      },
      async setState(state) {
        await send('Page.setWebLifecycleState', { state });
        // A page that nobody sees draws nothing.
        if (state === 'active') await send('Page.bringToFront', {});
      },
      async close() {
        await session.send('Target.closeTarget', { targetId });
      },
    };
  };
}
