import { askOf } from './askOf.ts';
import { promptShape } from './promptShape.ts';

/** What a prompt holds beside the words of who asks: pasted material, and where it stands. */
export interface Instruction {
  /** The words of the one who asks, as far as they can be told from what was pasted: their first stretch. */
  readonly head: string;
  /** Their last stretch, empty where the first holds them all. */
  readonly tail: string;
  /** The sentence of them that asks. */
  readonly ask: string;
  /** Signs of the shape: `code`, `log`, `diff`, `fence`, `list`, … */
  readonly shape: readonly string[];
}

const HEAD = 420;
const TAIL = 220;
/** Beyond that nothing new is learnt of what is wanted. */
const READ = 6000;
const READ_END = 1500;
/** What is asked of a text is said within so many characters. */
const ASKED_WITHIN = 180;
/** Lines of code are shorter. */
const LONG_LINE = 300;

const CODE_LINE =
  /^\s*(?:(?:import|from|export|def|class|function|const|let|var|public|private|protected|static|return|if|else|elif|for|while|switch|case|try|except|catch|finally|async|await|package|using|namespace|struct|enum|interface|type|func|fn|impl|use|print|println|echo|select|insert|create table|alter|where|#include|#define|@\w+|<\?php|<!doctype|<\/?[a-z][\w-]*[ />])(?=[\s({<"'.:;=/>]|$).*[({;:=>)}\]"',]\s*$|[\]})]+[;,)]*\s*$|.*(?:[;{}]|=>|\);?|\],?)\s*$|\s*[\w.$[\]"']+\s*(?:[-+*/|&]?=|:=)\s*\S.*|\s*[\w.]+\([^)]*\)\s*$|\s*(?:\/\/|\/\*|\* |--|#!).*)/i;
const LOG_LINE =
  /^\s*(?:at .+\(.+\)|at \S+:\d+|File ".+", line \d+|Traceback|[A-Z]\w*(?:Error|Exception)\b|error\b.*:|warning\b.*:|\[?\d{4}-\d\d-\d\d[T ]\d\d:\d\d|\[(?:error|info|warn|debug)\w*\]|npm (?:err|warn)|[✗✕×●>|]|caused by:|\S+:\d+:\d+|fail(?:ed)?\b|E\s{2,}|\d{1,2}:\d\d:\d\d)/i;
const DIFF_LINE = /^(?:diff --git|@@ |index [0-9a-f]{6,}|[-+]{3} [ab/]|[-+](?![-+ ]*$)\S?.*[;{}()=])/;
const FRONT_MATTER = /^---\s*\n([\s\S]{0,800}?)\n---\s*\n/;

/** What stands for a fenced block until its lines are told apart. */
const FENCED = '\uFFFC';

let latest: { readonly prompt: string; readonly instruction: Instruction } | undefined;

/** Tells the words of the one who asks from the code, logs and texts that they pasted. */
export function readInstruction(prompt: string): Instruction {
  // Its task and its language are asked for one after the other.
  if (latest?.prompt !== prompt) latest = { prompt, instruction: readAnew(prompt) };
  return latest.instruction;
}

function readAnew(prompt: string): Instruction {
  const shape: string[] = [];
  let text = prompt.length > READ ? `${prompt.slice(0, READ - READ_END)}\n${prompt.slice(-READ_END)}` : prompt;
  const matter = FRONT_MATTER.exec(text);
  if (matter) {
    shape.push('matter');
    const described = /^description:\s*(.+)$/im.exec(matter[1] ?? '')?.[1] ?? '';
    text = `${described}\n${text.slice(matter[0].length)}`;
  }
  const fenced = text.replace(/```[\s\S]*?(?:```|$)|<(code|file|diff)[^>]*>[\s\S]*?<\/\1>/gi, `\n${FENCED}\n`);
  if (fenced !== text) shape.push('fence');
  const { kept, code, pasted } = sortLines(fenced.split('\n'));
  shape.push(...pasted);
  const words = instructionFirst(kept).join('\n');
  shape.push(...promptShape(prompt, words, { lines: kept, code, reach: HEAD }));
  const { length } = words;
  const tail = length > HEAD ? words.slice(Math.max(HEAD, length - TAIL)) : '';
  return { head: words.slice(0, HEAD), tail, ask: askOf(words.slice(0, HEAD)), shape };
}

/** A short last line below a long text is what is asked of it. */
function instructionFirst(lines: readonly string[]): readonly string[] {
  const [first = ''] = lines;
  const last = lines.at(-1) ?? '';
  return lines.length > 1 && first.length > ASKED_WITHIN && last.length < ASKED_WITHIN
    ? [last, ...lines.slice(0, -1)]
    : lines;
}

type LineKind = 'fence' | 'diff' | 'log' | 'code' | 'words';

/** The lines of the one who asks, how many are code, and signs of what was pasted where. */
function sortLines(lines: readonly string[]): { kept: string[]; code: number; pasted: string[] } {
  const counts: Record<LineKind, number> = { fence: 0, diff: 0, log: 0, code: 0, words: 0 };
  const kept: string[] = [];
  const pastedAt: number[] = [];
  let items = 0;
  for (const [index, line] of lines.entries()) {
    if (line.trim() === '') continue;
    const kind = kindOf(line);
    counts[kind] += 1;
    if (kind !== 'words') pastedAt.push(index);
    if (/^\s*(?:[-*•]|\d+[.)])\s/.test(line)) items += 1;
    // One line alone may look like code and be the request all the same.
    const isRequest =
      kind === 'words' ||
      (kind === 'log' && lines.length === 1) ||
      (kind === 'code' && lines.length <= 2 && index === 0);
    if (isRequest) kept.push(line);
  }
  if (kept.length === 0) kept.push(...lines.filter((line) => line !== FENCED).slice(0, 4));
  const [first = -1] = pastedAt;
  const signs: readonly (readonly [string, boolean])[] = [
    ['code3', counts.code > 2],
    ['code', counts.code > 0 && counts.code <= 2],
    ['log2', counts.log > 1],
    ['log', counts.log === 1],
    ['diff', counts.diff > 1],
    ['list', items > 2],
    ['pastedFirst', first === 0 && lines.length > 1],
    ['pastedAfter', first > 0],
    ['wordsLast', first >= 0 && (pastedAt.at(-1) ?? 0) < lines.length - 1],
  ];
  return { kept, code: counts.code, pasted: signs.flatMap(([sign, holds]) => (holds ? [sign] : [])) };
}

function kindOf(line: string): LineKind {
  if (line === FENCED) return 'fence';
  if (DIFF_LINE.test(line)) return 'diff';
  if (LOG_LINE.test(line)) return 'log';
  return line.length < LONG_LINE && CODE_LINE.test(line) ? 'code' : 'words';
}
