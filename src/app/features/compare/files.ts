import { toConfigurationRun } from '../../../core/experiment/cells.ts';
import { toExperimentLines, toExperimentTsv } from '../../../core/experiment/file.ts';
import { SHOWN_MEASURES } from '../../../core/measure/measures.ts';
import type { CompareSetup } from './controller.ts';

/** The experiment on screen as files. */
export interface CompareFiles {
  exportTsv(): void;
  exportRun(configurationId: string): void;
  exportLines(): void;
}

export function createCompareFiles({ store, save }: Pick<CompareSetup, 'store' | 'save'>): CompareFiles {
  const named = (name: string, end: string): string => {
    const plain = name.replaceAll(/[^\p{L}\p{N}._-]+/gu, '-').replaceAll(/^[-.]+|[-.]+$/gu, '');
    return `glassrank-${plain === '' ? 'experiment' : plain.slice(0, 60)}.${end}`;
  };
  return {
    exportTsv() {
      const { open } = store.getState().compare;
      if (open === null) return;
      const qrels = open.collection?.qrels ?? new Map<string, never>();
      const text = toExperimentTsv({ plan: open.plan, cells: open.cells, qrels, measures: SHOWN_MEASURES });
      save({ name: named(open.plan.name, 'tsv'), mime: 'text/tab-separated-values', text });
    },
    exportRun(configurationId) {
      const { open } = store.getState().compare;
      const configuration = open?.plan.configurations.find(({ id }) => id === configurationId);
      if (open === null || configuration === undefined) return;
      const text = toConfigurationRun({ plan: open.plan, cells: open.cells, configurationId });
      save({ name: named(`${open.plan.name}-${configuration.name}`, 'run'), mime: 'text/plain', text });
    },
    exportLines() {
      const { open } = store.getState().compare;
      if (open === null) return;
      save({
        name: named(open.plan.name, 'experiment.jsonl'),
        mime: 'application/jsonl',
        text: toExperimentLines(open.plan, open.cells),
      });
    },
  };
}
