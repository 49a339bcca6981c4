import type { ExperimentProblem } from '../../../core/experiment/plan.ts';
import type { InputFault } from '../../../core/input/problems.ts';
import type { InputRemark } from '../../../core/input/reading.ts';
import type * as en from '../en/problems.ts';
import type { ToldProblem } from '../en/logs.ts';
import { format } from './format.ts';
import { jsonFault } from './logs.ts';

const { number } = format;
/** A text of the input within a sentence, which may run in the other direction. */
const set = (text: string): string => `\u2068${text}\u2069`;

const REQUEST = '{"query": {"qid": "…", "text": "…"}, "candidates": [{"docid": "…", "score": 1.5, "doc": {"text": "…"}}]}';
const DOCUMENT = '{"_id": "…", "title": "…", "text": "…"}';
const LINES = {
  run: 'Строка прогона: qid Q0 docid rank score tag.',
  qrels: 'Строка оценок: qid 0 docid grade или, как в BEIR, query-id, corpus-id, score.',
  top1000: 'Строка: qid, pid, запрос и фрагмент через табуляцию.',
  table: 'Возьмите ячейки с разделителем внутри в двойные кавычки.',
} as const;

function problem(fault: InputFault): ToldProblem {
  switch (fault.code) {
    case 'empty-input':
      return { what: 'Текста нет.', next: 'Вставьте фрагменты или перетащите файл.' };
    case 'no-candidates':
      return {
        input: {
          what: 'Фрагменты не найдены.',
          next: 'Выберите другой способ чтения, другую роль файла или другой столбец.',
        },
        request: { what: 'В запросе нет массива "candidates".', next: `Запрос выглядит так: ${REQUEST}.` },
        list: { what: 'В запросе нет кандидатов.', next: 'Поместите в "candidates" не меньше двух фрагментов.' },
      }[fault.where];
    case 'bad-json':
      return {
        what: `Ошибка в JSON: ${jsonFault(fault.fault)}.`,
        next:
          fault.readAs === 'requests'
            ? 'Исправьте её там или выберите другой способ чтения.'
            : `Запись выглядит так: ${DOCUMENT}.`,
      };
    case 'too-deep':
      return {
        what: `Скобки вложены глубже ${number(fault.most)} уровней.`,
        next: 'Уберите часть скобок или выберите другой способ чтения.',
      };
    case 'not-a-request':
      return {
        value: { what: 'Это не запрос RankLLM.', next: `Запрос выглядит так: ${REQUEST}.` },
        query: { what: '"query" – не текст и не {"text": …}.', next: `Запрос выглядит так: ${REQUEST}.` },
        invocation: {
          what: 'У этого вызова модели нет "response".',
          next: 'Вызов выглядит так: {"prompt": …, "response": "…"}.',
        },
        'empty-array': { what: 'Массив пуст.', next: 'Заполните его или выберите другой способ чтения.' },
        nothing: { what: 'Здесь нет запроса.', next: `Запрос выглядит так: ${REQUEST}.` },
      }[fault.what];
    case 'no-text':
      return fault.candidate === null
        ? { what: 'В этой записи нет текста.', next: `Запись выглядит так: ${DOCUMENT}.` }
        : {
            what: `У кандидата ${number(fault.candidate)} нет текста.`,
            next: 'Задайте фрагмент как "doc": "…" или "doc": {"text": "…"}.',
          };
    case 'bad-number': {
      const name = fault.number === 'grade' ? 'Оценка' : 'Балл';
      const whose = fault.candidate === null ? '' : ` кандидата ${number(fault.candidate)}`;
      const written = fault.written === null ? '' : ` ${set(fault.written)}`;
      const kept = fault.kept ? ' Фрагмент оставлен без этого числа.' : '';
      return {
        what: `${name}${whose}${written} не читается как число.${kept}`,
        next: fault.number === 'grade' ? 'Оценка – целое число, например 2.' : 'Запишите его как число, например 12.5.',
      };
    }
    case 'no-list-marker':
      return {
        what: 'Ни одна строка не начинается со знака списка.',
        next: 'Начните каждый фрагмент с [1], 1. или - либо выберите другой способ чтения.',
      };
    case 'wrong-fields':
      return {
        what: `Столбцов должно быть ${number(fault.expected)}, а их ${number(fault.found)}.${fault.kept ? ' Строка оставлена.' : ''}`,
        next: LINES[fault.readAs],
      };
    case 'no-tab':
      return {
        what: 'В строке нет табуляции между именем и текстом.',
        next: 'Запишите её так: имя, табуляция, текст.',
      };
    case 'no-name':
      return { what: 'Пустой qid или pid.', next: LINES.top1000 };
    case 'bad-quotes':
      return {
        what: `${fault.quote === 'unclosed' ? 'Открытая здесь кавычка не закрыта.' : 'Кавычка стоит внутри ячейки в кавычках.'} Строка прочитана как есть.`,
        next: 'Закройте кавычку, а кавычку внутри кавычек пишите дважды.',
      };
    case 'duplicate': {
      const counts = { first: 'считается первое', last: 'считается последнее', both: 'оставлены оба' }[fault.counts];
      return {
        what: `${fault.query === null ? '' : `Запрос ${set(fault.query)}: `}${set(fault.name)} встречается второй раз; ${counts}.`,
        next:
          fault.counts === 'both'
            ? 'Назовите каждого кандидата один раз; этот получит номер после имени.'
            : 'Уберите одно из двух.',
      };
    }
    case 'empty-passage': {
      const { passage } = fault;
      const which =
        passage === null
          ? 'Фрагмент этой строки'
          : typeof passage === 'number'
            ? `Фрагмент кандидата ${number(passage)}`
            : `Фрагмент ${set(passage)}`;
      return {
        what: `${which} пуст; он оставлен.`,
        next:
          passage === null
            ? 'Выберите другой столбец для фрагментов или уберите строку.'
            : 'Добавьте текст или уберите фрагмент.',
      };
    }
    case 'missing-text':
      return {
        what: `В корпусе нет ${set(fault.name)} из списка запроса ${set(fault.query)}; он пропущен.`,
        next: 'Добавьте его текст в корпус.',
      };
    case 'no-corpus':
      return {
        what: fault.run ? 'Прогон называет фрагменты, но их текстов здесь нет.' : 'Есть оценки или запросы, но нет фрагментов.',
        next: `Добавьте фрагменты: корпус в JSON Lines (${DOCUMENT}) или имя, табуляция, текст.`,
      };
    case 'no-run':
      return {
        what: `Нет ни прогона, ни оценок, а фрагментов слишком много (${number(fault.passages)}), чтобы дать их все каждому запросу.`,
        next: 'Добавьте прогон (qid Q0 docid rank score tag) или возьмите меньше фрагментов.',
      };
    case 'too-large':
      return {
        what: `В файле ${number(fault.mebibytes)} МиБ – больше, чем браузер держит одним текстом.`,
        next: `Разрежьте его на файлы меньше ${number(500)} МиБ.`,
      };
  }
}

const some = (names: readonly string[], count: number): string =>
  `${names.map(set).join(', ')}${count > names.length ? ', …' : ''}`;

function remark(found: InputRemark): string {
  switch (found.code) {
    case 'nul-characters':
      return 'В тексте были знаки NUL: каждый прочитан как пробел.';
    case 'broken-characters':
      return 'В тексте были повреждённые знаки (половина суррогатной пары): каждый прочитан как �.';
    case 'before-json':
      return `То, что стоит до строки ${number(found.line)}, — не JSON и пропущено.`;
    case 'before-list':
      return `То, что стоит до строки ${number(found.line)}, не имеет знака списка и пропущено.`;
    case 'unnamed-candidates':
      return `Кандидатов без docid: ${number(found.count)}. Они названы p1, p2, … по порядку.`;
    case 'renamed-docids':
      return `Повторяющиеся docid: более поздние теперь названы ${some(found.names, found.count)}.`;
    case 'empty-passages':
      return `Фрагменты без текста: ${some(found.names, found.count)}.`;
    case 'result-order':
      return 'Это результаты: кандидаты стоят в порядке, которым кончился прежний прогон.';
    case 'from-prompts':
      return 'В файле нет кандидатов: фрагменты взяты из промптов, обрезанными, как там, и названы p1, p2, ….';
    case 'no-prompt-passages':
      return 'В промптах некоторых вызовов фрагменты не найдены.';
    case 'rank-differs':
      return `Запросов, в которых столбец рангов расходится с баллами: ${number(found.count)}. Считаются баллы, как в trec_eval.`;
    case 'judged-only':
      return 'Прогона нет: кандидаты запроса – его оценённые фрагменты в порядке корпуса. Показатели тогда завышены.';
    case 'whole-corpus':
      return `Прогона нет: кандидаты каждого запроса – весь корпус (фрагментов: ${number(found.count)}).`;
    case 'unknown-queries':
      return `Запросов без оценок: ${number(found.count)}.`;
    case 'queries-without-text':
      return `Запросов без текста: ${number(found.count)}.`;
    case 'judged-without-text':
      return `Оценённых запросов, текста которых здесь нет: ${number(found.count)}. Они не ранжируются и не входят в показатели.`;
    case 'no-overlap':
      return found.of === 'queries'
        ? 'Оценки не знают ни одного из этих запросов: измерить нечего. Возможно, они из другой коллекции.'
        : 'Ни одного из оценённых фрагментов нет среди кандидатов его запроса: все показатели были бы равны 0. Возможно, оценки из другой коллекции.';
    case 'excluded-passages':
      return `Кандидатов пропущено, потому что их исключает запрос: ${number(found.count)}.`;
    case 'endless-scores':
      return `Запросов, в которых у прогона бесконечные баллы: ${number(found.count)}. Они задают порядок; фрагменты показаны без них.`;
    case 'unknown-json':
      return 'В этом JSON нечего ранжировать или измерять; он не тронут. Если он нужен, выберите для него роль.';
    case 'restarted-list':
      return `Номера списка начинаются заново в строке ${found.lines.map(number).join(', ')}${found.count > found.lines.length ? ', …' : ''}: все пункты – фрагменты.`;
    case 'before-table':
      return `То, что стоит до строки ${number(found.line)}, не входит в таблицу и пропущено.`;
    case 'after-table':
      return `То, что стоит со строки ${number(found.line)}, не входит в таблицу и пропущено.`;
    case 'per-cent':
      return 'Числа со знаком процента прочитаны как сотые доли: 85% — это 0,85.';
    case 'decimal-commas':
      return 'Числа прочитаны с запятой перед дробной частью.';
    case 'unused-file':
      return 'Этот файл не использован. Если он нужен, выберите для него другую роль.';
    case 'unused-choice':
      return found.choice === 'query'
        ? 'Выбранного запроса во вводе нет; взят другой.'
        : 'В выбранном формате это не читается; прочитано в другом.';
    case 'no-text-column':
      return 'Не выбран столбец с фрагментами. Выберите его.';
    case 'quotes-off':
      return `Со строки ${number(found.line)} кавычки читаются как обычные знаки: слишком многие не закрыты.`;
    case 'cut-document':
      return `Документ разрезан на фрагменты; слов в каждом не больше ${number(found.words)}, из предыдущего повторяется не больше ${number(found.overlap)}.`;
    case 'uncut-document':
      return `Текст – один фрагмент, знаков в нём ${number(found.characters)}. Чтобы разрезать его, выберите чтение как документ.`;
  }
}

export const problems: typeof en.problems = {
  problems: 'Неполадки в фрагментах',
  place: ({ file, line, column }) =>
    `${file === null ? 'Строка' : `${file}, строка`} ${line}${column === null ? '' : `, столбец ${column}`}`,
  problem,
  remark,
};

/** Why an experiment cannot be planned or read, and the next step. */
export function experimentProblem(found: ExperimentProblem): ToldProblem {
  switch (found.code) {
    case 'no-configurations':
      return { what: 'Запускать нечего.', next: 'Добавьте конфигурацию.' };
    case 'duplicate':
      return {
        what: `${set(found.name)} стоит дважды.`,
        next: 'Назовите каждую конфигурацию и каждый запрос один раз.',
      };
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
