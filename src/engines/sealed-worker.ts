/** One blob an address, for the life of the page: workers are started again and again, each from a few bytes. */
const blobs = new Map<string, string>();

/**
 * Starts a module worker under the policy of whoever starts it. A worker that is started by its address takes the policy of its own response, which
 * a plain static host sends without one: it could then reach anything. One that is started from a blob takes its creator's, `<meta>` policies included
 * (CSP 3, 4.2.1 with HTML's policy containers), and so do the workers that it starts; the blob imports the script, whose `import.meta.url` stays its own.
 * @param address Of the worker's script, as an import that ends in `?worker&url` gives it: of the own origin. What the worker fetches must be absolute, its
 *   `location` is the blob's.
 */
export function sealedWorker(address: string, name: string): Worker {
  const script = new URL(address, import.meta.url).href;
  const known = blobs.get(script);
  const blob = known ?? URL.createObjectURL(new Blob([`import ${JSON.stringify(script)};`], { type: 'text/javascript' }));
  if (known === undefined) blobs.set(script, blob);
  return new Worker(blob, { type: 'module', name });
}
