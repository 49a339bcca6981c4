import type * as english from '../en/preferences.ts';
import { counted, format } from './format.ts';

export const preferences: typeof english.preferences = {
  title: 'Кто выше кого',
  certified: ({ certified, of }) => `Доказано мест: ${format.number(certified)} из ${format.number(of)}.`,
  certifiedSoFar: ({ certified, of }) => `Доказано мест на этот момент: ${format.number(certified)} из ${format.number(of)}.`,
  certain: 'С них начинается любой порядок, который допускают ответы. Это значит, что ответы согласованы, а не что они верны.',
  open: 'Для остальных ответы допускают больше одного порядка.',
  hint: 'Линия значит, что ответ поставил фрагмент у её верхнего конца выше фрагмента у нижнего; число на ней — номер вызова, и она открывает этот ответ. Линии, которые следуют из других, не показаны. «=» — ничья.',
  unsaid: 'Пунктир: ответ не назвал один из двух фрагментов. Ничто доказанное на таких линиях не держится.',
  uncompared: counted({
    one: '# фрагмент не входит ни в один ответ.',
    few: '# фрагмента не входят ни в один ответ.',
    other: '# фрагментов не входят ни в один ответ.',
  }),
  onlyFirst: ({ drawn, all }) =>
    `Показаны первые прямоугольники: ${format.number(drawn)} из ${format.number(all)}; в таблице все линии.`,
  keys: 'Стрелки ведут от линии к линии, Enter открывает ответ.',
  edge: ({ above, below, calls }) =>
    `${above} выше, чем ${below}, по ответу ${calls.length === 1 ? 'вызова' : 'вызовов'} ${format.list(calls.map(format.number))}`,
  leftOut: 'там не назван',
  more: (passages) => `+ ${format.number(passages)}`,
  asTable: 'Линии в виде таблицы',
  above: 'Выше',
  below: 'Ниже',
  calls: 'Открывает ответ',
  call: (number) => `вызова ${format.number(number)}`,
};
