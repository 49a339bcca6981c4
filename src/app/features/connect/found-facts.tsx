import type { JSX } from 'react';
import type { LoadedModel } from '../../../engines/engine-client.ts';
import { useWords } from '../../words/index.ts';
import { programOf } from './setup.ts';
import { useConnectWords } from './words.ts';

/** What the server said of itself, what is used of it, and how its model will be asked and why. */
export function FoundFacts({ model }: { readonly model: LoadedModel }): JSX.Element | null {
  const { found: words } = useConnectWords();
  const { format, asked } = useWords();
  const { server, identity, contextTokens, loadMs, asked: start } = model;
  if (server === undefined) return null;
  const others = server.models.filter((name) => name !== identity.id);
  return (
    <dl className="facts server-facts">
      <dt>{words.facts.program}</dt>
      <dd>
        <bdi>{programOf(server, words.otherProgram)}</bdi>
      </dd>
      <dt>{words.facts.model}</dt>
      <dd>
        <bdi>{identity.id}</bdi>
      </dd>
      {others.length > 0 && (
        <>
          <dt>{words.facts.others}</dt>
          <dd>
            {others.map((name, place) => (
              <span key={name}>
                {place > 0 && ', '}
                <bdi>{name}</bdi>
              </span>
            ))}
          </dd>
        </>
      )}
      <dt>{words.facts.context}</dt>
      <dd>{words.context({ tokens: contextTokens, from: server.contextFrom })}</dd>
      <dt>{words.facts.answers}</dt>
      <dd>{server.holdsAnswers ? words.holds : words.free}</dd>
      <dt>{words.facts.likelihoods}</dt>
      <dd>{server.likelihoods ? words.tells : words.tellsNone}</dd>
      <dt>{words.facts.parallel}</dt>
      <dd>{words.parallel(server.parallel)}</dd>
      {start !== undefined && (
        <>
          <dt>{words.facts.prompt}</dt>
          <dd>
            {asked.reasons[start.reason](start.title)} {asked.temperature(start.sampling.temperature)}{' '}
            {asked.fit(start.fit, start.contextTokens)}
          </dd>
        </>
      )}
      <dt>{words.facts.took}</dt>
      <dd>{format.seconds(loadMs)}</dd>
    </dl>
  );
}
