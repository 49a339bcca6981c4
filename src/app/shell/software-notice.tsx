import type { JSX } from 'react';
import type { AdapterSummary } from '../../engines/engine-client.ts';
import { useWords } from '../words/index.ts';

/** Said plainly, because it decides whether a run takes seconds or minutes. */
export function SoftwareNotice({ adapter }: { readonly adapter: AdapterSummary }): JSX.Element {
  const words = useWords().notices;
  return (
    <p className="notice notice-slow">
      <strong>{words.software}</strong> {words.softwareMore(adapter.architecture)}
    </p>
  );
}
