/**
 * Words that an English text of some length cannot do without, and that other languages in Latin letters do not have. Parted by spaces.
 */
const ENGLISH = new Set(
  'the and of to that with from this which have been were their they it what how would should because'.split(' '),
);

/** The same of other languages in Latin letters, so far as they are none of English. */
const OTHERS = new Set(
  (
    'der die das und ist nicht mit von zu den ein eine auf für sich dem auch wird ' +
    'le les des et est une dans pour que qui pas sur du au avec ' +
    'el los las una por con del para como más pero sus fue ' +
    'il di che è per della sono nel gli anche più dei ' +
    'os em um uma não com da ao são foi ' +
    'het een van dat niet voor met op zijn ook naar wordt ' +
    'och att det som på är av till den inte ett og af ikke på til fra ' +
    'ja että oli ovat ei se kun myös hän ' +
    'w na z się nie jest że oraz jako ' +
    'je v ve že jsou byl jako která ' +
    'az és hogy nem egy volt van ' +
    'și în este din pentru care cu ' +
    'bir ve bu için ile olarak olan ' +
    'và của là các được trong cho ' +
    'yang dan di untuk dengan dari pada adalah ' +
    'se na da su koji kao'
  ).split(' '),
);

/** Fewer words say nothing of a language. */
const FEW_WORDS = 30;
/** A list is judged by so much of its beginning: characters of each text, and texts. */
const LOOKED_AT = { characters: 400, texts: 24 } as const;

/**
 * Whether texts are English, as far as that can be seen: `other` where most of their letters are of another script, or where words stand in them that other
 * languages have in every sentence and English has not. `english` where nothing speaks against it: a list of names, or of code.
 */
export function languageOf(texts: readonly string[]): 'english' | 'other' {
  const looked = texts
    .slice(0, LOOKED_AT.texts)
    .map((text) => text.slice(0, LOOKED_AT.characters))
    .join('\n')
    .toLowerCase();
  const letters = looked.match(/\p{L}/gu)?.length ?? 0;
  const latin = looked.match(/\p{Script=Latin}/gu)?.length ?? 0;
  if (latin * 2 < letters) return 'other';
  const words = looked.match(/\p{L}+/gu) ?? [];
  if (words.length < FEW_WORDS) return 'english';
  const count = (of: ReadonlySet<string>): number => words.reduce((sum, word) => sum + (of.has(word) ? 1 : 0), 0);
  return count(OTHERS) > words.length * LEAST_SHARE && count(OTHERS) > 2 * count(ENGLISH) ? 'other' : 'english';
}

/** Of the words of a text in a known language such words are at least so many; names and code have fewer. */
const LEAST_SHARE = 0.08;
