import { occurrences } from './occurrences.ts';

/** Counts of one kind of thing in code: what a reader has to keep in mind to say what it does. */
const COUNTED: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['loops', /\b(?:for|while|foreach|loop)\b/g],
  ['whiles', /\bwhile\b/g],
  ['ranges', /\brange\(/g],
  ['enumerations', /\b(?:enumerate|zip|items|entries)\(/g],
  ['comprehensions', /[[({][^[\](){}\n]*\S\s+for\s+\w/g],
  ['conditions', /\b(?:if|elif|else|switch|case|match|when)\b|\?\?|\?[^?:]+:/g],
  ['leaving', /\b(?:break|continue|return|throw|raise|yield)\b/g],
  ['catching', /\b(?:try|except|catch|finally)\b/g],
  ['lambdas', /\blambda\b|=>/g],
  ['functions', /\b(?:def|function|func|fn)\s+\w+|=>/g],
  ['classes', /\b(?:class|struct|interface|trait|enum)\s+\w+/g],
  ['assignments', /[^=!<>]=[^=>]/g],
  ['updates', /[-+*/%|&^]=|\+\+|--/g],
  ['subscripts', /[\w)\]]\[/g],
  ['slices', /\[[^[\]\n:]*:[^[\]\n]*\]/g],
  ['backwards', /\[-|-1\b|reverse|::-/g],
  ['sums', /\s[-+]\s|\w[-+]\w/g],
  ['products', /\*|\/(?!\/)/g],
  ['remainders', /%|\/\/|\bdivmod\b/g],
  ['comparisons', /[<>]=?|[!=]=/g],
  ['alternatives', /\b(?:and|or|not|in|is)\b|&&|\|\|/g],
  ['calls', /\w\(/g],
  ['methods', /\.\w+\(/g],
  ['growing', /\.(?:append|extend|insert|push|unshift|add|update|concat|setdefault)\(/g],
  ['shrinking', /\.(?:pop|popitem|remove|clear|shift|splice|discard|delete)\(|\bdel\s/g],
  ['joining', /\.(?:join|format)\(|\bf['"]/g],
  ['splitting', /\.(?:split|rsplit|partition|rpartition|splitlines)\(/g],
  ['replacing', /\.(?:replace|sub|translate|maketrans|replaceAll)\(/g],
  ['searching', /\.(?:find|rfind|index|rindex|count|indexOf|startswith|endswith|search|findall)\(/g],
  ['casing', /\.(?:upper|lower|title|capitalize|swapcase|casefold|toUpperCase|toLowerCase)\(/g],
  ['letterTests', /\.is(?:alpha|digit|numeric|alnum|upper|lower|space|decimal|title|ascii|identifier|printable)\w*\(/g],
  ['trimming', /\.(?:strip|lstrip|rstrip|trim|removeprefix|removesuffix)\(/g],
  ['padding', /\.(?:ljust|rjust|center|zfill|expandtabs|padStart|padEnd)\(/g],
  ['sorting', /\bsort(?:ed)?\(|\.sort\(|\b(?:max|min)\(/g],
  ['lengths', /\blen\(|\.length\b|\.size\(/g],
  ['letters', /\b(?:ord|chr|bin|hex|encode|decode|bytes|charCodeAt)\(/g],
  ['mappings', /\bdict\(|\{\}|\.(?:keys|values|items|get|fromkeys)\(|\bMap\b/g],
  ['sets', /\bset\(|\bSet\b/g],
  ['copies', /\.copy\(|\blist\(|\[:\]/g],
  ['imports', /^\s*(?:import|from|using|#include|require)\b/gm],
];

/** A literal that a program is given: what it has to be followed through with. */
const STRING = /'(?:[^'\\\n]|\\.)*'|"(?:[^"\\\n]|\\.)*"/g;
const NUMBER = /\b\d+(?:\.\d+)?\b/g;

export const CODE_SHAPE: readonly string[] = [
  ...COUNTED.map(([name]) => name),
  ...['lines', 'size', 'depth', 'nestedLoops', 'recursion', 'strings', 'stringLength', 'longestString'],
  ...['oddInStrings', 'numbers', 'bigNumbers', 'given', 'givenParts', 'givenDepth', 'givenStrings', 'givenNumbers'],
  ...['givenVariety', 'steps', 'emptyGiven', 'names'],
];

/** What stands in code, each as the logarithm of a count or a length, in the order of `CODE_SHAPE`; all 0 without code. */
export function codeShape(code: string): number[] {
  if (code === '') return CODE_SHAPE.map(() => 0);
  const lines = code.split('\n').filter((line) => line.trim() !== '');
  const counts = COUNTED.map(([, pattern]) => occurrences(code, pattern));
  const strings = code.match(STRING) ?? [];
  const given = givenTo(lines);
  const givenStrings = given.match(STRING) ?? [];
  const parts = occurrences(given, /[,:]/g);
  const text = strings.join('');
  const loops = counts[0] ?? 0;
  return [
    ...counts,
    lines.length,
    code.length / 20,
    depthOf(lines),
    nestedLoops(lines),
    recursions(code),
    strings.length,
    text.length / 4,
    Math.max(0, ...strings.map(({ length }) => length)) / 4,
    occurrences(text, /[^\w\s'"]/g),
    occurrences(code, NUMBER),
    occurrences(code, /\b\d{3,}\b/g),
    given.length / 4,
    parts,
    bracketDepth(given),
    givenStrings.join('').length / 4,
    occurrences(given, NUMBER),
    new Set(given.toLowerCase()).size / 2,
    (loops * given.length) / 4,
    occurrences(given, /''|""|\[\]|\{\}|\(\)/g),
    new Set(code.match(/[a-zA-Z_]\w*/g) ?? []).size / 2,
  ].map(Math.log1p);
}

/** What a program is run on: the arguments of the call that its last line makes. */
function givenTo(lines: readonly string[]): string {
  const last = lines.at(-1) ?? '';
  const open = last.indexOf('(');
  return open < 0 ? '' : last.slice(open + 1, Math.max(open + 1, last.lastIndexOf(')')));
}

function indentOf(line: string): number {
  let width = 0;
  for (const character of line) {
    if (character === ' ') width += 1;
    else if (character === '\t') width += 4;
    else break;
  }
  return width;
}

function depthOf(lines: readonly string[]): number {
  return Math.max(0, ...lines.map(indentOf)) / 4;
}

/** Loops that stand in another loop. */
function nestedLoops(lines: readonly string[]): number {
  const open: number[] = [];
  let nested = 0;
  for (const line of lines) {
    const indent = indentOf(line);
    while (open.length > 0 && indent <= (open.at(-1) ?? 0)) open.pop();
    if (!/^\s*(?:for|while)\b/.test(line)) continue;
    if (open.length > 0) nested += 1;
    open.push(indent);
  }
  return nested;
}

/** Functions that name themselves again after their head. */
function recursions(code: string): number {
  let found = 0;
  for (const { 1: name = '', index } of code.matchAll(/\b(?:def|function|func|fn)\s+(\w+)/g)) {
    const body = code.slice(index, code.indexOf('\nassert', index) + 1 || undefined);
    if (body.split(`${name}(`).length > 2) found += 1;
  }
  return found;
}

function bracketDepth(text: string): number {
  let depth = 0;
  let deepest = 0;
  for (const character of text) {
    if ('[({'.includes(character)) depth += 1;
    else if ('])}'.includes(character)) depth -= 1;
    deepest = Math.max(deepest, depth);
  }
  return deepest;
}
