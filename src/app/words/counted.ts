import type { Language } from './use-words.ts';

/** One wording for each plural category of the language; `#` stands for the number. English has one and other, Russian one, few and many too. */
export type PluralForms = Readonly<Partial<Record<Intl.LDMLPluralRule, string>> & { readonly other: string }>;

/** A count with its noun, by the language's own plural rules and digits: counted('ru', …)(22) → "22 окна". */
export function counted(language: Language, forms: PluralForms): (count: number) => string {
  const rules = new Intl.PluralRules(language);
  const number = new Intl.NumberFormat(language);
  return (count) => (forms[rules.select(count)] ?? forms.other).replace('#', () => number.format(count));
}
