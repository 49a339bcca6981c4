import type { ServerSummary } from '../../../engines/engine-client.ts';
import type { AddressProblem } from '../../features/connect/address.ts';
import { format } from './format.ts';

// What connected.html says beside what every page says: where texts go, and the server that is asked.

/** One line that stands on every view. */
export const line = {
  label: 'Where texts go',
  none: 'Texts stay in this page: no server is chosen yet.',
  chosen: (server: string) => `Nothing has been sent yet. When you rank, texts go to ${server}.`,
  connected: ({ server, program }: { readonly server: string; readonly program: string }) => `Texts go to ${server} – ${program}`,
  silent:
    'Nothing has come from the server for ten seconds. It may be reading a long prompt or be busy with others; Stop ends the run.',
  panel: 'Server',
};

/** The header's summary and its note. */
export const frame = {
  /** Stands after the model's name. */
  on: ({ host, program }: { readonly host: string; readonly program: string }) => `on ${host}, ${program}`,
  notConnected: 'No server connected',
  privacy: 'Texts leave for one server',
  /** Paragraphs. */
  privacyMore: [
    'The model runs behind the server that you choose. When you rank, compare or look through a lens, the query and the passages go there as prompts, and nowhere else: before any of its code runs, this page is narrowed to that address and its own. The instant order is still worked out here.',
    'The address is remembered in this browser. The key stays in this tab until it closes; it goes to that server alone and stands in no log, file or link. What the server keeps is for its owner to say.',
  ] satisfies readonly [sent: string, kept: string],
  sealed: 'To the page that sends nothing',
  /** Of the three steps that are told before the first run, what stands first here. */
  how: 'The page asks the server that you chose; the model runs there, and the texts of each window go there and nowhere else.',
  connectFirst: 'The server is asked first what it is.',
  /** The whole page, where its first script did not come. */
  notNarrowed:
    'This page did not start: its first script, one-server.js, is missing, and without it nothing holds the page to one server. Reload it; if that does not help, the site is incomplete.',
};

/** The form, and what is wrong with what stands in it. */
export const form = {
  title: 'Server',
  intro:
    'Any server that speaks OpenAI’s protocol: llama.cpp, vLLM, SGLang and others. Connecting asks it what it is and sends no texts.',
  address: 'Address',
  addressHint: 'as http://localhost:8080, with or without /v1',
  key: 'Key',
  keyHint: 'only if the server wants one; kept in this tab alone',
  model: 'Model',
  modelHint: 'may stay empty where it serves only one',
  chooseModel: 'choose one of these',
  severalModels: 'This server has several models. Choose one and connect again.',
  connect: 'Connect',
  again: 'Connect again',
  asking: 'Asking the server…',
  askingLong:
    'The server has not answered for ten seconds. It may still be loading its model; if nothing listens at this address, nothing will come.',
  cancel: 'Stop asking',
  anew: 'The page loads anew for another address, so that it can reach that server and no other. What you have written stays.',
  problem: {
    empty: 'Write the server’s address.',
    'no-address': 'This is no address of a server. It begins with http:// or https://.',
    ipv6: 'A page’s policy cannot name an address of IPv6. Give a host name or an address of IPv4; for this computer, localhost.',
    secret: 'Leave name and password out of the address. A key has its own field.',
    insecure:
      'This page came over https and may ask only https addresses, and this computer (localhost). Let the server answer over https, or open the page from this computer.',
  } satisfies Record<AddressProblem, string>,
  keyProblem: 'A key has only letters, digits and marks of plain ASCII, without blanks.',
  /** Beside a refusal that may be about the key. */
  keyPerhaps: 'Some servers also answer so where they want a key and none was given.',
  tooLong: 'What you have written is too long to be kept while the page loads anew. Save it first, or go on and open it again.',
  goOn: 'Load anew all the same',
};

/** What the server said, and what is made of it. */
export const found = {
  title: 'What was found',
  facts: {
    program: 'Program',
    model: 'Model',
    others: 'Also served',
    context: 'Context',
    answers: 'Answers',
    likelihoods: 'Likelihoods',
    parallel: 'At once',
    prompt: 'Prompt',
    took: 'Asked in',
  },
  otherProgram: 'of unknown kind',
  context: ({ tokens, from }: { readonly tokens: number; readonly from: ServerSummary['contextFrom'] }) =>
    `${format.tokens(tokens)}, ${{ server: 'says the server', told: 'as you told', family: 'as models of this family have; the server does not say' }[from]}`,
  holds: 'held to their form by a grammar',
  free: 'free text, which is read and repaired; this server takes no grammar',
  tells: 'told',
  tellsNone: 'not told: no beliefs in the lenses',
  parallel: (count: number) => (count === 1 ? 'one request' : `${format.number(count)} requests`),
};
