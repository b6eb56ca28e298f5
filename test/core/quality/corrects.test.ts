import { describe, expect, test } from 'vitest';
import { corrects } from '../../../src/core/quality/corrects.ts';

const CORRECTING: Readonly<Record<string, readonly string[]>> = {
  en: [
    "No, that's wrong",
    'still fails',
    'Still the same error:\n```\nTypeError: x\n```',
    "Hmm, that doesn't compile.",
    "That's not what I asked for",
    'you forgot the imports',
    'Thanks, but it still throws on empty input',
    'Same error again',
    'No, I meant the other function',
    'This is incorrect, the API has no such method',
    'It’s not working',
    'I still get a 404',
    'Wrong. Use the async version.',
    "didn't work",
  ],
  de: [
    'Nein, das ist falsch',
    'geht immer noch nicht',
    'Das stimmt so nicht.',
    'Du hast die Tests vergessen',
    'Immer noch derselbe Fehler',
  ],
  fr: [
    "Non, c'est faux",
    'Ça ne marche toujours pas',
    "Ce n'est pas ce que je voulais",
    'toujours la même erreur',
    'Tu as oublié les imports',
  ],
  es: [
    'No, eso no es correcto',
    'sigue sin funcionar',
    'Eso está mal',
    'el mismo error',
    'no es lo que te pedí',
    'te equivocaste',
  ],
  pt: ['Não, isso está errado', 'ainda não funciona', 'continua dando erro', 'você esqueceu o import', 'mesmo erro'],
  it: [
    'No, non è quello che volevo',
    'non funziona',
    'Questo è sbagliato',
    'stesso errore',
    'hai dimenticato il caso vuoto',
  ],
  nl: ['Nee, dat klopt niet', 'werkt nog steeds niet', 'Dit is fout', 'dezelfde fout'],
  pl: ['Nie, chodziło mi o coś innego', 'nadal nie działa', 'To jest źle', 'ten sam błąd'],
  ru: ['Нет, это не так', 'всё ещё не работает', 'Это неправильно', 'та же ошибка', 'ты забыл про импорты'],
  uk: ['Ні, це не так', 'досі не працює', 'Це неправильно', 'та сама помилка'],
  zh: ['不对', '还是报错', '这个答案是错的', '你理解错了', '還是不行', '不是我想要的'],
  ja: ['違います', 'まだエラーが出ます', 'それは間違っています', '同じエラーです', '動きません'],
  ko: ['틀렸어요', '여전히 에러가 나요', '그건 틀렸어', '아직도 안 돼', '같은 오류가 발생해요'],
  vi: ['Sai rồi', 'vẫn bị lỗi', 'Cái này không đúng'],
  id: ['Salah', 'masih error', 'Itu tidak benar', 'bukan yang saya minta'],
  tr: ['Hayır, öyle değil', 'hâlâ çalışmıyor', 'Bu yanlış', 'aynı hata'],
  el: ['Όχι, αυτό είναι λάθος', 'δεν δουλεύει', 'το ίδιο σφάλμα'],
  ca: ['No, això no és correcte', 'encara no funciona'],
  fi: ['Se ei toimi', 'väärin', 'sama virhe'],
  sv: ['Nej, det är fel', 'fungerar fortfarande inte', 'samma fel'],
  cs: ['Ne, to je špatně', 'pořád nefunguje', 'stejná chyba'],
  ar: ['لا، هذا خطأ', 'لا يزال لا يعمل', 'نفس الخطأ'],
  hi: ['नहीं, यह गलत है', 'यह काम नहीं करता', 'अभी भी वही एरर'],
};

const OTHERWISE: Readonly<Record<string, readonly string[]>> = {
  en: [
    'No problem, thanks!',
    'no thanks, that is all',
    'No worries. Now add a test for it.',
    'nothing wrong with that, but make it shorter',
    'What is wrong with this other function?',
    'Why does my deployment not work?',
    'What happens if it fails?',
    'How do I find out whether it is wrong?',
    'My other script does not work either, can you look?',
    'Great, works now. Explain the second step.',
    'Is that wrong in older versions too?',
    'Add error handling, so that a failed request is retried',
    'Explain "that is wrong" in the log message',
    'Now do the same in Rust',
    'Thanks! It was still early, so take your time',
    '> that is wrong\n\nWhat did the reviewer mean?',
    'you are right',
    'Not bad. Can it be faster?',
    'Nobody uses this. Remove it.',
    'Note that the list is sorted',
    'Write a mail that says that the invoice they sent me is wrong',
    '',
  ],
  de: [
    'Kein Problem, danke',
    'Nein danke',
    'Was ist falsch an meiner Abfrage?',
    'Falls das nicht geht, was dann?',
    'Danke, das stimmt',
    'Nicht schlecht. Jetzt bitte auf Deutsch.',
  ],
  fr: [
    'Pas de problème, merci',
    'Non merci',
    'Super, ça marche',
    'Et si ça ne marche pas, que faire ?',
    'Traduis «c’est faux» en anglais',
  ],
  es: ['No hay problema, gracias', 'No, gracias', 'Perfecto, ahora añade pruebas', '¿Y si no funciona?'],
  pt: ['Sem problema, obrigado', 'Não, obrigado', 'Agora explique a função'],
  it: ['Nessun problema, grazie', 'No grazie', 'Ora scrivi i test'],
  nl: ['Geen probleem, bedankt', 'Nee, dank je', 'Mooi, en nu de tests'],
  pl: ['Nie ma problemu, dzięki', 'Nie, dziękuję', 'Teraz dodaj testy'],
  ru: ['Нет проблем, спасибо', 'Нет, спасибо', 'А если это не работает?', 'Теперь добавь тесты'],
  uk: ['Немає проблем, дякую', 'Ні, дякую'],
  zh: ['没问题，谢谢', '不错，再加上测试', '这样写对不对？', '不用了，谢谢', '如果还是报错怎么办'],
  ja: ['問題ありません、ありがとう', 'この二つの違いを教えて', '違いは何ですか', '大丈夫です'],
  ko: ['문제없어요, 감사합니다', '괜찮아요', '아니요, 감사합니다', '이제 테스트를 추가해줘'],
  vi: ['Không sao, cảm ơn', 'Không, cảm ơn'],
  id: ['Tidak apa-apa, terima kasih', 'Sekarang tambahkan tes'],
  tr: ['Sorun değil, teşekkürler', 'Hayır, teşekkürler'],
  el: ['Όχι, ευχαριστώ', 'κανένα πρόβλημα'],
  ca: ['cap problema, gràcies'],
  fi: ['Ei kiitos', 'ei se mitään'],
  sv: ['Inga problem, tack', 'Nej tack'],
  cs: ['Žádný problém', 'Ne, děkuji'],
  ar: ['لا مشكلة، شكرا', 'لا، شكرا'],
  hi: ['कोई बात नहीं', 'नहीं, धन्यवाद'],
};

const rows = (texts: typeof CORRECTING) =>
  Object.entries(texts).flatMap(([language, all]) => all.map((text): [string, string] => [language, text]));

describe('A follow-up', () => {
  test.each(rows(CORRECTING))('corrects (%s): %s', (_, text) => {
    expect(corrects(text)).toBe(true);
  });

  test.each(rows(OTHERWISE))('does not correct (%s): %s', (_, text) => {
    expect(corrects(text)).toBe(false);
  });
});
