import type { JSX, ReactNode } from 'react';
import { windowsAt } from '../../../engines/models/catalogue.ts';
import type { CatalogueModel } from '../../../engines/models/catalogue.ts';
import type { FittedVariant } from '../../../engines/models/fit.ts';
import { useModelWords } from './words.ts';

interface ModelFactsProps {
  readonly model: CatalogueModel;
  readonly fitted: FittedVariant;
  readonly contextTokens: number;
  /** More items. */
  readonly children?: ReactNode;
}

/** What a model of the list is and takes, in short parts. */
export function ModelFacts({ model, fitted, contextTokens, children }: ModelFactsProps): JSX.Element {
  const words = useModelWords().facts;
  const { variant, demand } = fitted;
  const { licence, presetReason, published } = model;
  const windows = windowsAt(model, contextTokens);
  const about = presetReason === 'thinks' ? words.thinksAbout : words.directAbout;
  return (
    <ul className="models-facts">
      <li title={presetReason === 'trained' ? undefined : about}>
        {presetReason === 'trained' ? words.trained : presetReason === 'thinks' ? words.thinks : words.direct}
      </li>
      {published !== null && <li title={words.figureAbout}>{words.figure(published.thinking)}</li>}
      <li>{variant.downloadBytes === null ? words.toFetchUnknown : words.toFetch(variant.downloadBytes)}</li>
      <li>{words.memory({ bytes: demand.memoryBytes, tokens: contextTokens })}</li>
      {windows !== null && (
        <li title={windows.cut.length > 0 ? words.windowsCut : undefined}>
          {words.windows({ passages: windows.windowSize, thought: windows.thoughtTokens })}
        </li>
      )}
      {licence === null ? (
        <li>{words.licenceUnknown}</li>
      ) : (
        <li>
          <bdi>{licence.name}</bdi> ({words.licences[licence.use]})
        </li>
      )}
      {children}
    </ul>
  );
}
