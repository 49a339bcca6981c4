/** Waits for something of a server, and hears when it comes. */
export type Listening = <Made>(awaited: Promise<Made>) => Promise<Made>;

/**
 * Hears everything that is awaited of one server, by whomever. `tell(true)` once nothing at all has come for `afterMs` milliseconds although something is
 * awaited, `tell(false)` with the next thing that comes, fails or is given up. A server that answers one of several questions is not silent.
 */
export function listenFor({ afterMs, tell }: { readonly afterMs: number; readonly tell: (silent: boolean) => void }): Listening {
  let awaited = 0;
  let told = false;
  let timer: ReturnType<typeof setTimeout> | undefined;
  const restart = (): void => {
    clearTimeout(timer);
    if (told) tell((told = false));
    timer = awaited === 0 ? undefined : setTimeout(() => tell((told = true)), afterMs);
  };
  return async (made) => {
    awaited += 1;
    // What others wait for has not been heard of because one more is asked.
    if (awaited === 1) restart();
    try {
      return await made;
    } finally {
      awaited -= 1;
      restart();
    }
  };
}
