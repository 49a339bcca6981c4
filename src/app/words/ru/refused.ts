import type { RunProblem } from '../../../core/run/problem.ts';
import type * as en from '../en/refused.ts';
import { format } from './format.ts';
import { method } from './method.ts';
import { settings } from './run.ts';

const { number } = format;
/** A text of the settings within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;
const listed = (words: readonly string[]): string => words.map(set).join(', ');

/** The name of what is out of range, where the page has one. */
function nameOf(field: string): string {
  return field in settings.fields ? settings.fields[field as keyof typeof settings.fields].label : set(field);
}

function refusal(found: RunProblem): string {
  switch (found.code) {
    case 'out-of-range':
      return `«${nameOf(found.field)}»: нужно ${found.kind === 'whole' ? 'целое число' : 'число'} от ${number(found.least)} до ${number(found.most)}, а стоит ${number(found.found)}.`;
    case 'not-a-choice':
      return `«${nameOf(found.field)}»: нужно одно из ${listed(found.among)}, а стоит «${set(found.found)}».`;
    case 'repeated-docid':
      return `У двух фрагментов одно имя: «${set(found.docId)}».`;
    case 'first-stage-order':
      return 'В порядке первого этапа каждый фрагмент должен стоять ровно один раз.';
    case 'first-stage-scores':
      return 'Первый этап должен дать каждому фрагменту одну конечную оценку.';
    case 'first-stage-windows':
      return 'Первый этап должен сказать о каждом фрагменте, где начинается его окно.';
    case 'other-question':
      return `Промпт ${set(found.prompt)} ${method.asks[found.question]}, а стратегии «${method.strategies[found.strategy].name}» нужен такой, который ${method.asks[found.asked]}.`;
    case 'scores-unwritten':
      return `Оценки нельзя прочитать по первому токену; для ${set(found.prompt)} нужен другой режим ответа.`;
    case 'no-likelihoods':
      return 'Эта модель не сообщает вероятностей токенов, а они нужны порядку по первому токену и остановке по вероятностям.';
    case 'no-reading':
      switch (found.lacks) {
        case 'prompt':
          return `У ${set(found.prompt)} нет оценки в конце фрагмента; выберите другой режим ответа.`;
        case 'setting':
          return 'Порядок должно дать чтение, а оценки чтения выключены; включите их.';
        default:
          return 'Эту модель здесь нельзя читать фрагмент за фрагментом; выберите другой режим ответа.';
      }
    case 'free-thought':
      return 'Свободную мысль нельзя ни продолжить, ни остановить раньше; выберите другой режим ответа.';
    case 'cannot-be-held':
      return `Эту модель нельзя удержать в форме ответа, режим «${settings.modes[found.answerMode].name}» недоступен; возьмите свободный ответ.`;
    case 'cannot-go-on':
      return `Эта модель принимает только целые беседы, а промпт ${set(found.prompt)} сам начинает её ответ.`;
    case 'cannot-resume':
      return found.differs === 'model'
        ? 'Запуск начат с другой моделью и с этой продолжиться не может; ранжируйте заново.'
        : 'Промпты законченных окон этого запуска не те, что были бы отправлены сейчас, поэтому он не может продолжиться; ранжируйте заново.';
  }
}

export const refused: typeof en.refused = { title: 'Этот запуск не может начаться', problem: refusal };
