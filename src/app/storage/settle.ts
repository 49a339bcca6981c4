/**
 * Does all of it or nothing. A request that throws at once would leave what was asked before it to be committed, so the transaction is aborted; one
 * that fails later aborts it by itself. Everything is waited for, and what is thrown names the reason, not the AbortError that follows from it.
 */
export async function settle(
  transaction: { readonly done: Promise<void>; abort(): void },
  requests: readonly (() => Promise<unknown>)[],
): Promise<void> {
  const begun: Promise<unknown>[] = [transaction.done];
  let thrown: unknown = null;
  try {
    for (const request of requests) begun.push(request());
  } catch (error) {
    thrown = error;
    transaction.abort();
  }
  const ended = await Promise.allSettled(begun);
  if (thrown !== null) throw thrown;
  const reasons = ended.flatMap((one) => (one.status === 'rejected' ? [one.reason as unknown] : []));
  const isAbort = (reason: unknown): boolean => reason instanceof DOMException && reason.name === 'AbortError';
  if (reasons.length > 0) throw reasons.find((reason) => !isAbort(reason)) ?? reasons[0];
}
