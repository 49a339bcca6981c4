/**
 * What can fail, and how. rejects, throws: the call says so; status, breaks: an answer that is none, or ends in the middle; quota: no room; aborts: the transaction
 * ends without it; lost: what came can't be read (`messageerror`); dies: the worker ends; null: there is none.
 */
export const FAULTS = /** @type {const} */ ({
  fetch: ['rejects', 'status', 'breaks'],
  caches: ['rejects', 'quota'],
  indexeddb: ['throws', 'aborts'],
  storage: ['throws'],
  messages: ['throws', 'lost', 'dies'],
  gpu: ['rejects', 'null', 'lost'],
  files: ['rejects'],
});

/**
 * @typedef {keyof typeof FAULTS} FaultKind
 * @typedef {{ kind: FaultKind, way: string, at: number }} FaultPlan `at`: the call that fails, from 1 on; 0: none does, they are only counted
 * @typedef {{ readonly calls: number, readonly struck: string | null, restore(): void }} Faults `struck`: what failed
 */

/**
 * Lets one call of a kind fail in this realm, from now until `restore`. Knows nothing but the realm's own globals: its text is also run in pages and workers of the
 * built app.
 * @param {FaultPlan} plan
 * @returns {Faults}
 */
export function installFaults({ kind, way, at }) {
  const realm = /** @type {any} */ (globalThis);
  let calls = 0;
  /** @type {string | null} */
  let struck = null;
  /** Listeners that were put in stay where they are, and let everything through. */
  let over = false;
  /** @type {(() => void)[]} */
  const undo = [];
  const strikes = (/** @type {string} */ what) => {
    if (over) return false;
    calls += 1;
    if (calls !== at) return false;
    struck = what;
    return true;
  };
  const failure = (/** @type {string} */ name) => new DOMException('made by the fault harness', name);

  /** Puts `make(original)` in a method's place. */
  const patch = (/** @type {any} */ owner, /** @type {string} */ name, /** @type {(original: any) => any} */ make) => {
    const before = owner === undefined ? undefined : Object.getOwnPropertyDescriptor(owner, name);
    if (typeof before?.value !== 'function') return;
    Object.defineProperty(owner, name, { ...before, value: make(before.value) });
    undo.push(() => Object.defineProperty(owner, name, before));
  };
  /** All these methods, each of which rejects, or throws, when it is its turn. */
  const failing = (
    /** @type {string} */ owner,
    /** @type {readonly string[]} */ names,
    /** @type {(self: any, original: any, given: readonly any[]) => any} */ fail,
    /** @type {(self: any, given: readonly any[]) => boolean} */ counts = () => true,
  ) => {
    for (const name of names)
      patch(
        realm[owner]?.prototype,
        name,
        (original) =>
          /** @this {any} */
          function (/** @type {any[]} */ ...given) {
            if (!counts(this, given) || !strikes(`${owner}.${name}`)) return original.apply(this, given);
            return fail(this, original, given);
          },
      );
  };

  const fetchFaults = () =>
    patch(
      realm,
      'fetch',
      (original) =>
        async function (/** @type {any} */ input, /** @type {any} */ init) {
          const address = String(input?.url ?? input);
          // That one is to be refused, and is (src/engines/reach.ts).
          const counts = !address.includes('.invalid');
          if (!counts || !strikes(`fetch ${address}`)) return original.call(realm, input, init);
          if (way === 'rejects') throw new TypeError('Failed to fetch');
          if (way === 'status') return new Response('no', { status: 503, statusText: 'Service Unavailable' });
          const { status, headers, body } = await original.call(realm, input, init);
          const reader = body?.getReader();
          const half = new ReadableStream({
            async start(controller) {
              const { value } = (await reader?.read()) ?? {};
              if (value !== undefined) controller.enqueue(value.subarray(0, value.length >> 1));
              void reader?.cancel();
              controller.error(new TypeError('network error'));
            },
          });
          return new Response(half, { status, headers });
        },
    );

  const cacheFaults = () => {
    const fail = () => Promise.reject(failure(way === 'quota' ? 'QuotaExceededError' : 'UnknownError'));
    failing('CacheStorage', ['open', 'match', 'has', 'keys', 'delete'], fail);
    failing('Cache', ['match', 'matchAll', 'put', 'add', 'addAll', 'keys', 'delete'], fail);
  };

  const databaseFaults = () => {
    const raise = () => {
      throw failure('UnknownError');
    };
    const fail = (/** @type {any} */ self, /** @type {any} */ original, /** @type {readonly any[]} */ given) => {
      if (way === 'throws') return raise();
      const request = original.apply(self, given);
      // Not while the caller still asks: no browser does that.
      queueMicrotask(() => (self.transaction ?? self.objectStore.transaction).abort());
      return request;
    };
    failing('IDBFactory', ['open', 'deleteDatabase'], raise);
    failing('IDBDatabase', ['transaction'], raise);
    const reading = ['get', 'getKey', 'getAll', 'getAllKeys', 'count', 'openCursor', 'openKeyCursor'];
    failing('IDBObjectStore', [...reading, 'put', 'add', 'delete', 'clear'], fail);
    failing('IDBIndex', reading, fail);
  };

  const storageFaults = () =>
    failing(
      'Storage',
      ['getItem', 'setItem', 'removeItem'],
      (_self, original) => {
        throw failure(original.name === 'setItem' ? 'QuotaExceededError' : 'SecurityError');
      },
      (_self, [key]) => String(key).startsWith('glassrank'),
    );

  const messageFaults = () => {
    /** @type {any[]} */
    const workers = [];
    /** What React and others send themselves to come back later. */
    const isWord = (/** @type {any} */ data) => typeof data === 'object' && data !== null;
    const die = () => {
      const worker = workers.at(-1);
      worker?.terminate();
      worker?.dispatchEvent(
        new ErrorEvent('error', { message: 'the worker died (made by the fault harness)', cancelable: true }),
      );
    };
    const { Worker: Started } = realm;
    const send = (/** @type {any} */ self, /** @type {any} */ original, /** @type {readonly any[]} */ given) => {
      if (way === 'throws') throw failure('DataCloneError');
      die();
      return original.apply(self, given);
    };
    if (way !== 'lost')
      for (const owner of ['Worker', 'MessagePort']) failing(owner, ['postMessage'], send, (_self, [data]) => isWord(data));
    if (Started !== undefined) {
      realm.Worker = class extends Started {
        constructor(/** @type {any[]} */ ...given) {
          super(...given);
          workers.push(this);
        }
      };
      undo.push(() => (realm.Worker = Started));
    }
    if (way === 'throws') return;
    /** A listener that is called for all messages but the one that fails. */
    const hearing = (/** @type {any} */ target, /** @type {any} */ listener) => (/** @type {MessageEvent} */ event) => {
      if (!isWord(event.data) || !strikes(`message to ${target.constructor.name}`)) return listener.call(target, event);
      if (way === 'dies') return die();
      return void target.dispatchEvent(new MessageEvent('messageerror'));
    };
    const port = Object.getOwnPropertyDescriptor(realm.MessagePort.prototype, 'onmessage');
    if (port?.set !== undefined) {
      const set = port.set;
      Object.defineProperty(realm.MessagePort.prototype, 'onmessage', {
        ...port,
        set(listener) {
          set.call(this, typeof listener === 'function' ? hearing(this, listener) : listener);
        },
      });
      undo.push(() => Object.defineProperty(realm.MessagePort.prototype, 'onmessage', port));
    }
    const wrapped = new WeakMap();
    const isHeard = (/** @type {any} */ self) =>
      self instanceof realm.MessagePort || (Started !== undefined && self instanceof Started);
    patch(
      realm.EventTarget.prototype,
      'addEventListener',
      (original) =>
        /** @this {any} */
        function (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) {
          if (type !== 'message' || typeof listener !== 'function' || !isHeard(this))
            return original.call(this, type, listener, options);
          const own = wrapped.get(listener) ?? hearing(this, listener);
          wrapped.set(listener, own);
          return original.call(this, type, own, options);
        },
    );
    patch(
      realm.EventTarget.prototype,
      'removeEventListener',
      (original) =>
        /** @this {any} */
        function (/** @type {string} */ type, /** @type {any} */ listener, /** @type {any} */ options) {
          return original.call(this, type, type === 'message' ? (wrapped.get(listener) ?? listener) : listener, options);
        },
    );
  };

  const gpuFaults = () => {
    /** @type {any} */
    let device = null;
    const reject = () => Promise.reject(failure('OperationError'));
    const none = () => (way === 'null' ? Promise.resolve(null) : reject());
    const raise = (/** @type {any} */ self, /** @type {any} */ original, /** @type {readonly any[]} */ given) => {
      if (way !== 'lost') throw failure('OperationError');
      device?.destroy();
      return original.apply(self, given);
    };
    const soon = (/** @type {any} */ self, /** @type {any} */ original, /** @type {readonly any[]} */ given) => {
      if (way !== 'lost') return reject();
      device?.destroy();
      return original.apply(self, given);
    };
    failing('GPU', ['requestAdapter'], none);
    patch(
      realm.GPUAdapter?.prototype,
      'requestDevice',
      (original) =>
        /** @this {any} */
        async function (/** @type {any[]} */ ...given) {
          if (strikes('GPUAdapter.requestDevice')) return reject();
          return (device = await original.apply(this, given));
        },
    );
    failing('GPUDevice', ['createBuffer', 'createShaderModule', 'createComputePipeline', 'createCommandEncoder'], raise);
    failing('GPUDevice', ['createComputePipelineAsync'], soon);
    failing('GPUQueue', ['submit', 'writeBuffer'], raise);
    failing('GPUQueue', ['onSubmittedWorkDone'], soon);
    failing('GPUBuffer', ['mapAsync'], soon);
  };

  const fileFaults = () =>
    failing(
      'Blob',
      ['text', 'arrayBuffer', 'bytes'],
      () => Promise.reject(failure('NotReadableError')),
      (self) => self instanceof realm.File,
    );

  /** @type {Readonly<Record<FaultKind, () => void>>} */
  const kinds = {
    fetch: fetchFaults,
    caches: cacheFaults,
    indexeddb: databaseFaults,
    storage: storageFaults,
    messages: messageFaults,
    gpu: gpuFaults,
    files: fileFaults,
  };
  kinds[kind]();
  return {
    get calls() {
      return calls;
    },
    get struck() {
      return struck;
    },
    restore() {
      over = true;
      undo.toReversed().forEach((one) => one());
    },
  };
}
