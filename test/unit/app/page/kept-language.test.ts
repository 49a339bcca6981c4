import { describe, expect, it } from 'vitest';
import { keepLanguage, keptLanguage } from '../../../../src/app/page/kept-language.ts';
import { DEFAULT_PREFERENCES, PREFERENCES_KEY } from '../../../../src/app/page/preferences.ts';

const storage = (kept: string | null): (() => Storage) => {
  let held = kept;
  const made = {
    getItem: (key: string) => (key === PREFERENCES_KEY ? held : null),
    setItem: (_key: string, value: string) => {
      held = value;
    },
  };
  return () => made as unknown as Storage;
};
const broken = (): Storage => {
  throw new DOMException('off', 'SecurityError');
};

describe('the language of a page that shows no runs', () => {
  it('is the one that was chosen on any page, else the browser’s first that there is', () => {
    expect(keptLanguage(storage('{"language":"fa","shortcuts":false}'), ['en'])).toBe('fa');
    expect(keptLanguage(storage(null), ['de-CH', 'ru-RU', 'en'])).toBe('ru');
    for (const unfit of ['{"language":"xx"}', 'not json', '[]', 'null'])
      expect(keptLanguage(storage(unfit), ['zh-Hans'])).toBe('zh');
    expect(keptLanguage(broken, ['fa-IR'])).toBe('fa');
  });

  it('when it is chosen there, is kept for the other pages, and nothing else of what they keep changes', () => {
    const local = storage('{"language":"en","shortcuts":false,"ownPresets":[{"id":"mine"}],"later":1}');
    keepLanguage(local, 'zh');
    expect(JSON.parse(local().getItem(PREFERENCES_KEY) ?? '')).toEqual({
      language: 'zh',
      shortcuts: false,
      ownPresets: [{ id: 'mine' }],
      later: 1,
    });
    const empty = storage(null);
    keepLanguage(empty, 'ru');
    expect(JSON.parse(empty().getItem(PREFERENCES_KEY) ?? '')).toEqual({ ...DEFAULT_PREFERENCES, language: 'ru' });
    expect(() => keepLanguage(broken, 'fa')).not.toThrow();
  });
});
