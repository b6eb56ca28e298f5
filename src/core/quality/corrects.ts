import { CORRECTIONS, NO_CORRECTIONS } from './correctionWords.ts';

/** People say it first; what comes later is about something else, or pasted. */
const BEGINNING = 160;
/** Quotes before it are skipped within this. */
const MOST_READ = 2000;

/** Sighs, fillers and politeness before the word that counts. */
const SIGHS =
  /^(?:(?:h+m+|oh|ah|ok(?:ay)?|well|sorry|but|and|so|ugh|um+|uh|hey|thanks|thank you|actually|also|danke|aber|merci|mais|gracias|pero|obrigado|mas|grazie|ma|bedankt|maar|dzięki|ale|спасибо|но|дякую|але|谢谢|謝謝|但是?|可是|嗯|すみません|ありがとう(?:ございます)?|でも|うーん|감사합니다|그런데|근데|하지만|cảm ơn|nhưng|terima kasih|tapi|teşekkürler|ama|ευχαριστώ|αλλά|gràcies|però|kiitos|mutta|tack|men|díky|شكرا|لكن|धन्यवाद|लेकिन)[\s,.!…:;，。、！-]+)+/u;

/**
 * Whether a follow-up says that the answer before it is wrong or does not work, in any language that has a row. A sign, not
 * a proof: rather none than a false one, for thanks and new questions are far more frequent.
 */
export function corrects(followUp: string): boolean {
  const words = withoutQuotes(followUp).toLowerCase().replaceAll('’', "'").trim().replace(SIGHS, '');
  const beginning = words.slice(0, BEGINNING);
  if (beginning === '' || NO_CORRECTIONS.some((none) => none.test(beginning))) return false;
  return CORRECTIONS.some(({ says }) => says.test(beginning));
}

/** What is quoted or pasted was said by somebody else. */
function withoutQuotes(text: string): string {
  const [own = ''] = text.slice(0, MOST_READ).split('```');
  return own
    .replaceAll(/^>.*$/gm, '')
    .replaceAll(/`[^`\n]*`|"[^"\n]*"|“[^”\n]*”|«[^»\n]*»|„[^“\n]*“/g, ' ')
    .replaceAll(/\s+/g, ' ');
}
