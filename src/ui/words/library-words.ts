import type { LibraryChoice, MeasuredLibrary } from '../../protocol/engine-api.ts';
import type { LoadView } from '../../state/reduce-load.ts';

/** Why this library runs. */
export function choiceWords({ reason, measured }: LibraryChoice): string {
  if (reason === 'only') return 'the only one that fits this graphics processor';
  if (reason === 'asked') return 'asked for in the page’s address';
  const when = reason === 'measured' ? 'measured at this load' : 'measured earlier on this graphics processor';
  const running = measured.filter(({ verdict }) => verdict === 'right' || verdict === 'unchecked').length;
  const among = running > 1 ? `fastest of ${running}` : 'the only one that works';
  return `${among}, ${when}`;
}

/** "gpu.wasm: reads 2,310 and writes 84 tokens/s, output as expected". One that is not used says why. */
export function measuredWords(one: MeasuredLibrary): string {
  const { library, verdict, note } = one;
  const speeds = `reads ${figure(one.prefillTokensPerSecond)} and writes ${figure(one.decodeTokensPerSecond)} tokens/s`;
  const more = note === undefined ? '' : ` (${note})`;
  switch (verdict) {
    case 'right':
      return `${library}: ${speeds}, output as expected${more}`;
    case 'unchecked':
      return `${library}: ${speeds}, output not checked${more}`;
    case 'wrong':
      return `${library}: not used, its output is wrong here${more}`;
    case 'failed':
      return `${library}: not used, it failed${more}`;
  }
}

/** "Measuring gpu-f16.wasm (2 of 3)…" */
export function calibrationWords({ library, index, count, step }: NonNullable<LoadView['calibration']>): string {
  return `${step === 'start' ? 'Starting' : 'Measuring'} ${library} (${index + 1} of ${count})…`;
}

function figure(tokensPerSecond: number): string {
  return tokensPerSecond < 10 ? tokensPerSecond.toFixed(1) : Math.round(tokensPerSecond).toLocaleString('en');
}
