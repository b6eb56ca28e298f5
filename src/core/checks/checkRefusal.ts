import type { FinishReason } from '../chat/chatEvent.ts';
import type { Task } from '../chat/task.ts';
import { say } from '../words.ts';
import { fencedCode } from './fencedCode.ts';
import type { Finding } from './finding.ts';

/** An answer as far as its length and its first words tell something. */
export interface AnswerShape {
  readonly text: string;
  readonly finishReason: FinishReason;
  readonly task: Task;
}

/** How models begin an answer that is none, in the languages that questions come in. */
const REFUSALS: readonly RegExp[] = [
  // English
  /^(?:(?:i(?:['’]m| am) (?:very |really |so )?(?:sorry|afraid)|sorry|unfortunately|my apologies|i apologi[sz]e)[,.!:]?\s+(?:but\s+)?(?:that\s+)?)?(?:as an? (?:ai|language|large)[^,.]{0,40},?\s*)?(?:i|we)(?: (?:can(?:['’]t|not| not)|could(?:n['’]t| not)|won['’]t|will not|(?:am|['’]m) (?:unable|not able|not allowed) to)|['’]m (?:unable|not able|not allowed) to|(?: do not|don['’]t) have (?:access|the ability|enough (?:information|context)))/,
  // German
  /^(?:(?:es tut mir leid|tut mir leid|entschuldigung|leider)[,.!:]?\s+(?:aber\s+)?)?(?:ich kann|kann ich|dabei kann ich)\b[^.!?\n]{0,80}?\b(?:nicht|keine?n?)\b/,
  // French
  /^(?:(?:je suis désolée?|désolée?|malheureusement)[,.!:]?\s+(?:mais\s+)?)?je ne (?:peux|suis pas (?:en mesure|capable)|dispose pas)/,
  // Spanish, Portuguese, Italian
  /^(?:(?:lo siento|disculpa|lamentablemente)[,.!:]?\s+(?:pero\s+)?)?no (?:puedo|me es posible|tengo acceso)/,
  /^(?:(?:desculpe|sinto muito|infelizmente)[,.!:]?\s+(?:mas\s+)?)?(?:eu )?não (?:posso|consigo|tenho acesso)/,
  /^(?:(?:mi dispiace|purtroppo|spiacente)[,.!:]?\s+(?:ma\s+)?)?non (?:posso|sono in grado|ho accesso)/,
  // Dutch, Polish
  /^(?:(?:het spijt me|sorry|helaas)[,.!:]?\s+(?:maar\s+)?)?(?:ik kan|kan ik)\b[^.!?\n]{0,60}?\b(?:niet|geen)\b/,
  /^(?:(?:przykro mi|przepraszam|niestety)[,.!:]?\s+(?:ale\s+)?)?nie (?:mogę|jestem w stanie)/,
  // Russian, Turkish
  /^(?:(?:извините|простите|к сожалению|мне жаль)[,.!:]?\s+(?:но\s+)?)?я не (?:могу|имею доступа|в состоянии)/,
  /^(?:(?:üzgünüm|maalesef|özür dilerim)[,.!:]?\s+)?[^.!?\n]{0,60}(?:yardımcı olamam|yapamam|edemem)/,
  // Chinese, Japanese, Korean
  /^(?:(?:很|非常)?(?:抱歉|对不起|對不起|遗憾)[,，。！!]?\s*(?:但是?)?)?(?:作为[^,，。]{0,20}[,，]\s*)?我(?:不能|无法|無法|没有办法|没办法)/,
  /^(?:申し訳(?:ございません|ありません)|すみません|残念ながら)[^。\n]{0,60}(?:できません|いたしかねます|お手伝いできません)/,
  /^(?:죄송(?:합니다|하지만)|미안하지만|유감스럽게도)[^\n]{0,60}(?:없습니다|못합니다|어렵습니다)/,
];

/** A refusal is short; whoever goes on at length has said something. */
const LONGEST_REFUSAL = 700;
/** Tasks whose answer is code, nearly always. */
const CODE_TASKS: ReadonlySet<Task> = new Set<Task>(['code', 'test']);
/** Shorter answers to those tasks, without any code, are seldom what was asked for. */
const SHORT = 400;

/**
 * Whether there is an answer at all: empty ones, refusals (by the words they begin with), what a filter stopped and what
 * was cut off are none. Heuristics: a refusal in other words passes. For whoever wants code, some words without any are a doubt.
 */
export function checkRefusal({ text, finishReason, task }: AnswerShape): Finding {
  const said = text.trim();
  if (said === '') return { score: 0, evidence: say('the answer is empty'), useless: true };
  if (finishReason === 'contentFilter') {
    return { score: 0, evidence: say('a content filter stopped the answer'), useless: true };
  }
  if (isRefusal(said)) return { score: 0, evidence: say('the answer is a refusal'), useless: true };
  if (finishReason === 'length') return { score: 0, evidence: say('the answer was cut off at its limit') };
  const lacksCode =
    CODE_TASKS.has(task) && said.length < SHORT && fencedCode(said).length === 0 && !/`[^`]+`/.test(said);
  return lacksCode ? { score: 0.65, evidence: say('code was asked for, and the answer has none') } : { score: 1 };
}

function isRefusal(said: string): boolean {
  if (said.length > LONGEST_REFUSAL || fencedCode(said).length > 0) return false;
  const first = said.toLowerCase().replace(/^[\s*_>#"'“”]+/, '');
  return REFUSALS.some((refusal) => refusal.test(first));
}
