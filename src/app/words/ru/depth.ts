import type * as en from '../en/depth.ts';
import { format } from './format.ts';

const { number } = format;

export const depth: typeof en.depth = {
  step: ({ count, of }) =>
    count === 0
      ? 'ничего: только мгновенный порядок'
      : count >= of
        ? `всё: ${format.passages(of)}`
        : `первые ${number(count)} из ${number(of)}`,
  least: 'только мгновенно',
  most: 'всё',
  none: 'Модель не загружается и ничего не читает: результат — мгновенный порядок.',
  left: (left) => `Не читается: ${format.passages(left)}; в списке они остаются ниже, в мгновенном порядке.`,
  leftOfDocuments: ({ left, each, documents }) =>
    `Сначала лучшее из каждого документа, не больше ${number(each)} из одного. Остаётся в стороне: ${format.passages(left)}, документов: ${number(documents)}; заголовок строки открывает документ, там они перечислены.`,
  notMeasured: 'сколько это займёт здесь, ещё не измерено: сначала нужно загрузить модель',
  reckoning: 'считаем, сколько это займёт…',
  afterFirst: 'сколько это займёт здесь, будет известно после первого прогона',
};
