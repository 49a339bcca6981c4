/*
 * The part of GBNF that our grammars use, read and run by itself: what a server would accept. Not shared with what writes them.
 */

type Node =
  | { readonly type: 'text'; readonly text: string }
  | { readonly type: 'rule'; readonly name: string }
  | { readonly type: 'seq'; readonly of: readonly Node[] }
  | { readonly type: 'alt'; readonly of: readonly Node[] };

export interface GbnfMachine {
  /** Characters that may come after `text`; `end` where it may be over. Null: nothing begins so. */
  after(text: string): { readonly next: ReadonlySet<string>; readonly end: boolean } | null;
}

/** Throws for what it cannot read. */
export function readGbnf(source: string): GbnfMachine {
  const rules = new Map<string, Node>();
  for (const line of source.split('\n').filter((text) => text !== '')) {
    const found = /^([a-z\d-]+) ::= (.*)$/.exec(line);
    if (found === null) throw new Error(`no rule: ${line}`);
    const parser = createParser(found[2] ?? '');
    rules.set(found[1] ?? '', parser());
  }
  const root = rules.get('root');
  if (root === undefined) throw new Error('no root');

  /** What is still to come, as linked stacks. */
  interface Stack {
    readonly node: Node;
    readonly rest: Stack | null;
  }
  type State = Stack | null;

  /** Stacks whose top is a text that is not empty, or null: the end. */
  const expand = (state: State, into: State[]): void => {
    if (state === null) {
      into.push(null);
      return;
    }
    const { node, rest } = state;
    switch (node.type) {
      case 'text':
        if (node.text === '') expand(rest, into);
        else into.push(state);
        return;
      case 'rule': {
        const named = rules.get(node.name);
        if (named === undefined) throw new Error(`no rule ${node.name}`);
        expand({ node: named, rest }, into);
        return;
      }
      case 'seq':
        expand(
          node.of.reduceRight<State>((below, one) => ({ node: one, rest: below }), rest),
          into,
        );
        return;
      case 'alt':
        for (const one of node.of) expand({ node: one, rest }, into);
    }
  };

  return {
    after(text) {
      let states: State[] = [];
      expand({ node: root, rest: null }, states);
      for (const character of text) {
        const next: State[] = [];
        for (const state of states) {
          if (state?.node.type !== 'text' || !state.node.text.startsWith(character)) continue;
          expand({ node: { type: 'text', text: state.node.text.slice(character.length) }, rest: state.rest }, next);
        }
        if (next.length === 0) return null;
        states = next;
      }
      const characters = states.flatMap((state) => (state?.node.type === 'text' ? [Array.from(state.node.text)[0] ?? ''] : []));
      return { next: new Set(characters), end: states.includes(null) };
    },
  };
}

function createParser(source: string): () => Node {
  let at = 0;
  const skip = (): void => {
    while (source[at] === ' ') at += 1;
  };
  const alternatives = (): Node => {
    const of = [sequence()];
    for (skip(); source[at] === '|'; skip()) {
      at += 1;
      of.push(sequence());
    }
    return of.length === 1 ? (of[0] as Node) : { type: 'alt', of };
  };
  const sequence = (): Node => {
    const of: Node[] = [];
    for (skip(); at < source.length && source[at] !== '|' && source[at] !== ')'; skip()) of.push(piece());
    return { type: 'seq', of };
  };
  const piece = (): Node => {
    if (source[at] === '(') {
      at += 1;
      const inner = alternatives();
      if (source[at] !== ')') throw new Error(`not closed: ${source}`);
      at += 1;
      return inner;
    }
    if (source[at] === '"') {
      const found = /^"((?:[^"\\]|\\.)*)"/.exec(source.slice(at));
      if (found === null) throw new Error(`no text: ${source.slice(at)}`);
      at += found[0].length;
      return { type: 'text', text: JSON.parse(found[0]) as string };
    }
    const name = /^[a-z\d-]+/.exec(source.slice(at))?.[0];
    if (name === undefined) throw new Error(`cannot read ${source.slice(at)}`);
    at += name.length;
    return { type: 'rule', name };
  };
  return () => {
    const read = alternatives();
    if (at < source.length) throw new Error(`left over: ${source.slice(at)}`);
    return read;
  };
}
