globalThis.fetch = () => Promise.reject(new TypeError('Failed to fetch (this worker has no network)'));
Cache.prototype.add = () => Promise.reject(new TypeError('Failed to fetch (this worker has no network)'));
