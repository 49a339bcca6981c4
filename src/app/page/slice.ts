/** What can happen to a page: a noun-verb `type` and what is known of it. */
interface Happening {
  readonly type: string;
}

/**
 * One feature's part of the page's state: fields of its own, and what its own actions change of them. Fields stand side by side in the page's state;
 * a feature with many puts them under its name (`within`).
 */
export interface Slice<State extends object, Action extends Happening, Needs extends object = State> {
  readonly initial: State;
  /** Pure. The same state where nothing changes. Called with the actions of every slice: undefined for those of others, so no `default` is needed. */
  reduce<Whole extends Needs>(state: Whole, action: Action): Whole | undefined;
  /** True for actions of a stream, whose listeners may wait for the next frame. */
  mayWait?(action: Action): boolean;
}

// oxlint-disable-next-line typescript/no-explicit-any -- any slice at all: its action stands in a place where only `any` takes every type.
type AnySlice = Slice<any, any, any>;

type Joined<Union> = (Union extends unknown ? (one: Union) => void : never) extends (all: infer All) => void ? All : never;

/** The fields of all slices side by side. */
export type StateOf<Slices extends Readonly<Record<string, AnySlice>>> =
  Joined<Slices[keyof Slices]['initial']> extends infer All ? { readonly [Name in keyof All]: All[Name] } : never;

/** Everything that can happen to any of the slices. */
export type ActionOf<Slices extends Readonly<Record<string, AnySlice>>> = {
  [Name in keyof Slices]: Slices[Name] extends Slice<infer _State, infer Action, infer _Needs> ? Action : never;
}[keyof Slices];

/** A slice whose whole state stands under one name. */
export function within<Name extends string, View, Action extends Happening>(
  name: Name,
  initial: View,
  reduceView: (view: View, action: Action) => View,
): Slice<Readonly<Record<Name, View>>, Action> {
  const reduceOwn: (view: View, action: Action) => View | undefined = reduceView;
  return {
    initial: { [name]: initial } as Readonly<Record<Name, View>>,
    reduce(state, action) {
      const next = reduceOwn(state[name], action);
      return next === undefined || next === state[name] ? undefined : { ...state, [name]: next };
    },
  };
}

/**
 * The page's reducer: each slice sees to its own actions, then `across` to what an action of one slice means for another's fields; `before` is the
 * state that the action found.
 */
export function combine<Slices extends Readonly<Record<string, AnySlice>>>(
  slices: Slices,
  across: (state: StateOf<Slices>, action: ActionOf<Slices>, before: StateOf<Slices>) => StateOf<Slices>,
): {
  readonly initial: StateOf<Slices>;
  readonly reduce: (state: StateOf<Slices>, action: ActionOf<Slices>) => StateOf<Slices>;
  readonly mayWait: (action: ActionOf<Slices>) => boolean;
} {
  const all = Object.values(slices);
  return {
    initial: Object.assign({}, ...all.map(({ initial }) => initial as object)) as StateOf<Slices>,
    reduce(before, action) {
      let state = before;
      for (const slice of all) state = slice.reduce(state, action) ?? state;
      return across(state, action, before);
    },
    mayWait: (action) => all.some((slice) => slice.mayWait?.(action) === true),
  };
}
