import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { ToldProblem } from '../en/logs.ts';

/** A name within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

/** Why an experiment cannot be planned or read, and the next step. */
export function experimentProblem(found: ExperimentProblem): ToldProblem {
  switch (found.code) {
    case 'no-configurations':
      return { what: 'Запускать нечего.', next: 'Добавьте конфигурацию.' };
    case 'duplicate':
      return { what: `${set(found.name)} стоит дважды.`, next: 'Назовите каждую конфигурацию и каждый запрос один раз.' };
    case 'no-topics':
      return {
        what: found.queries ? 'Ни один из запросов не оценён.' : 'Запросов нет.',
        next: 'Добавьте прогон или корпус с запросами, которые знают оценки.',
      };
    case 'bad-depth':
      return { what: `Глубина – ${found.depth}.`, next: 'Она должна быть целым числом от 1.' };
    case 'no-method':
      return {
        what: `У конфигурации ${set(found.configuration)} нет метода, в котором можно менять ${set(found.setting)}.`,
        next: 'Выберите для неё подсказку.',
      };
    case 'bad-json':
      return found.leftOut
        ? { what: 'Эта строка не JSON; она пропущена.', next: 'Продолжите эксперимент: эта ячейка будет посчитана снова.' }
        : { what: 'Первая строка не JSON.', next: 'Откройте эксперимент, сохранённый Glassrank.' };
    case 'not-an-experiment':
      return found.field === null
        ? { what: 'Первая строка – не план эксперимента.', next: 'Откройте эксперимент, сохранённый Glassrank.' }
        : { what: `Поле плана ${set(found.field)} не подходит.`, next: 'Файл изменён. Сохраните его заново.' };
    case 'newer-schema':
      return {
        what: `У эксперимента схема ${found.schema}; эта версия читает схему ${found.reads}.`,
        next: 'Откройте его той версией Glassrank, которая его записала, или более новой.',
      };
    case 'bad-cell':
      return {
        what:
          found.field === null
            ? 'Этот результат не из плана; он пропущен.'
            : `Поле результата ${set(found.field)} не подходит; он пропущен.`,
        next: 'Продолжите эксперимент: недостающее будет посчитано снова.',
      };
    case 'cut-off':
      return {
        what: 'Последняя строка обрезана; она пропущена.',
        next: 'Продолжите эксперимент: эта ячейка будет посчитана снова.',
      };
  }
}
