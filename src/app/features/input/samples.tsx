import type { JSX } from 'react';
import { useMenu } from '../../design/use-menu.ts';
import { useWords } from '../../words/index.ts';

/** The samples in public/samples, by file name. Their words stand in the catalogue of the input panel. */
export const SAMPLES = ['kettle', 'correction', 'cheat', 'bees', 'letter'] as const;

interface SampleProps {
  readonly onSample: (id: string) => void;
}

/** The samples as an empty page offers them. */
export function SampleCards({ onSample }: SampleProps): JSX.Element {
  const words = useWords().samples;
  return (
    <div className="samples">
      <p className="samples-lead">{words.samplesLead}</p>
      <ul>
        {SAMPLES.map((id) => (
          <li key={id}>
            <button type="button" className="sample" onClick={() => onSample(id)}>
              <strong>{words.sampleTitles[id]?.title ?? id}</strong>
              <span>{words.sampleTitles[id]?.about}</span>
            </button>
          </li>
        ))}
      </ul>
    </div>
  );
}

/** The samples folded to their names. */
export function SampleNames({ onSample, locked }: SampleProps & { readonly locked: boolean }): JSX.Element {
  const words = useWords().samples;
  const { ref, close } = useMenu();
  return (
    <details className="fold sample-fold" data-menu ref={ref}>
      <summary>{words.samples}</summary>
      <div className="fold-body">
        <ul className="sample-names">
          {SAMPLES.map((id) => (
            <li key={id}>
              <button
                type="button"
                className="link"
                disabled={locked}
                onClick={() => {
                  close();
                  onSample(id);
                }}
              >
                {words.sampleTitles[id]?.title ?? id}
              </button>
            </li>
          ))}
        </ul>
      </div>
    </details>
  );
}
