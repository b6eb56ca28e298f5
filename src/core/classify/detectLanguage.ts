/** Scripts that decide by themselves, tried in this order: kana before Han, because Japanese uses both. */
const SCRIPTS: readonly (readonly [string, RegExp])[] = [
  ['ja', /[\p{Script=Hiragana}\p{Script=Katakana}]/gu],
  ['ko', /\p{Script=Hangul}/gu],
  ['zh', /\p{Script=Han}/gu],
  ['ar', /\p{Script=Arabic}/gu],
  ['he', /\p{Script=Hebrew}/gu],
  ['hi', /\p{Script=Devanagari}/gu],
  ['th', /\p{Script=Thai}/gu],
  ['el', /\p{Script=Greek}/gu],
];

/** Words that are frequent in one language and rare in the others. */
const STOPWORDS: Readonly<Record<string, string>> = {
  en: 'the of and to in is that it for you with this what how are be can my please write from a an as do on about me',
  es: 'el la los las de que y en un una por para con como qué es del mi cómo esta este se escribe',
  fr: 'le la de un quelle quel les des une est et en que pour dans ce qui sur avec pas vous moi comment je du écris',
  de: 'der die das und ist ein eine zu den mit von für nicht wie ich auf im bitte dem schreibe sich',
  pt: 'os as uma um para com não que em do da como é você por meu isso está escreva dos ao',
  it: 'il la lo gli di che un una per con non come è del della sono mi scrivi questo nel dei',
  nl: 'het een van en de dat ik niet met voor zijn op te wat hoe maar deze naar',
  pl: 'się nie jest na to w z do że jak co napisz dla i czy przez',
  tr: 'bir ve bu için ile ne nasıl da de çok mi yaz olarak gibi',
  vi: 'là của và các cho một không có được tôi những trong viết hãy',
  id: 'yang dan di untuk dengan ini itu dari tidak saya buat adalah pada bagaimana',
  sv: 'och att det är en som på för inte jag med av hur kan skriv ett',
  ro: 'și este de la în un o pentru cu că nu ce care să scrie',
  cs: 'je to na se v a že jak co pro s nebo napiš jsou z',
};

const WORD_LANGUAGES = new Map<string, string[]>();
for (const [language, words] of Object.entries(STOPWORDS)) {
  for (const word of words.split(' ')) WORD_LANGUAGES.set(word, [...(WORD_LANGUAGES.get(word) ?? []), language]);
}

/** The language a request is written in, as an ISO 639-1 code; `en` when nothing speaks for another. */
export function detectLanguage(prompt: string): string {
  const text = prompt.replace(/```[\s\S]*?(?:```|$)/g, ' ').slice(0, 1500);
  const letters = text.match(/\p{L}/gu)?.length ?? 0;
  if (letters === 0) return 'en';
  for (const [language, pattern] of SCRIPTS) {
    if ((text.match(pattern)?.length ?? 0) > letters * 0.15) return language;
  }
  if ((text.match(/\p{Script=Cyrillic}/gu)?.length ?? 0) > letters * 0.3) return /[іїєґ]/i.test(text) ? 'uk' : 'ru';
  return byStopwords(text);
}

function byStopwords(text: string): string {
  const scores = new Map<string, number>();
  for (const word of text.toLowerCase().match(/\p{L}+/gu) ?? []) {
    const languages = WORD_LANGUAGES.get(word) ?? [];
    for (const language of languages) scores.set(language, (scores.get(language) ?? 0) + 1 / languages.length);
  }
  let best = 'en';
  let bestScore = (scores.get('en') ?? 0) + 0.5;
  for (const [language, score] of scores) {
    if (score > bestScore) [best, bestScore] = [language, score];
  }
  return best;
}
