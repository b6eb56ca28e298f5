import type { ErrorKind } from '../../core/chat/errors.ts';
import { meaningOf } from './meaningOf.ts';
import type { Fault } from './readFault.ts';

/** A limit of the account's, whatever the request's size: "too large … on tokens per minute" says nothing of the model. */
const PER_PERIOD = /\bper[ _-](?:second|min|minute|hour|day)\b|\b[TR]P[SMHD]\b/i;

/**
 * Words that tell more than the status does, tried in this order: an empty purse comes as a rate limit, a rate limit
 * speaks of shorter prompts.
 */
const BY_WORDS: readonly (readonly [ErrorKind, RegExp])[] = [
  [
    'quota',
    /insufficient.{0,30}(?:quota|balance|credits?|funds)|(?:balance|credits?|funds|free tier)\b.{0,30}(?:insufficient|too low|depleted|exhausted|used up|expired|run out)|not enough (?:balance|credits?|funds|quota)|quota is not enough|(?:requires?|purchase|needs?) more credits|(?:out of|all available) credits?|spend(?:ing)?[ -](?:limit|cap)|credit limit exceeded|included credits|does ?n[o']t have any credits|no resource package|billing hard limit|key limit exceeded|reached (?:your|the) .{0,40}usage limits?|usage limit (?:has been )?(?:reached|exceeded)|for metric[\s\S]{0,300}limit: 0\b|(?:in|with) arrears|overdue|please recharge|余额不足|欠费|额度不足/i,
  ],
  [
    'contentFilter',
    /content[ _-]?(?:filter|policy|management|moderation)|\bflagged\b|blocked by .{0,40}(?:policy|filter|safety|moderation)|usage polic|safety (?:system|polic|filter|check)|violat\w*.{0,40}usage guidelines|content exists risk|moderation|(?:potentially|new)[ _]sensitive|sensitive (?:content|information|words?)|inappropriate content|considered high risk|违规|敏感/i,
  ],
  [
    'rateLimit',
    /rate[ _-]?limit|too many (?:concurrent )?requests|quota exceeded for metric|resource (?:has been )?exhausted|throttl|too many tokens, please wait|(?:concurrency|concurrent).{0,40}(?:limit|exceed|too high|reached)|请求.{0,8}频繁|并发/i,
  ],
  ['rateLimit', PER_PERIOD],
  [
    'contextLength',
    /\brequest (?:body )?(?:is )?too large\b|(?:max(?:imum)?|model'?s?|available) (?:context|prompt) (?:length|window|size)|(?:exceed|overflow|longer than|larger than|greater than|beyond|too (?:long|large|big)).{0,80}(?:context (?:length|window|size|limit)|context\b)|context (?:length|window|size).{0,40}(?:exceed|overflow|reached)|(?:prompt|input|messages?)(?: token length)? (?:is |are )?too long|too many (?:input )?tokens|token count.{0,40}exceed|input token count.{0,40}only supports|\binputs?\W{0,2} must have less than \d+ tokens|context ?window ?exceeded|exceed.{0,40}(?:number of tokens|token limit|max length)|reduce the length|range of input length|longer than the maximum model length|model token limit|`?inputs`? tokens \+ `?max_new_tokens`?|max_tokens must be at least 1, got -|超长/i,
  ],
  [
    'auth',
    /(?:incorrect|invalid|missing|no|wrong|expired|revoked|malformed) (?:x-)?(?:api[ _-]?keys?|authentication|authorization|auth credentials|cookie auth|credentials|access token|bearer token|subscription key)|api[ _-]?keys? (?:(?:is|was|has|are) )?(?:not (?:valid|supported|found)|invalid|missing|expired|required|been)|unauthori[sz]ed|not authori[sz]ed|authentication (?:fail|error|required)|(?:account|organi[sz]ation|project|workspace) has been (?:blocked|deactivated|disabled|suspended)|location is not supported|(?:country|region).{0,40}not (?:supported|available)|not available in your (?:country|region)/i,
  ],
  [
    'modelNotFound',
    /model.{0,80}?(?:not (?:found|exist)|does ?n[o']t exist|is not a valid model|has been (?:deprecated|retired|decommissioned|shut down)|no longer (?:available|supported|offered))|(?:unknown|no such|invalid) model\b|not a valid model|not have access to (?:the )?model|not supported in the v1\/chat|not supported for generatecontent|supported api model names are|no available channel|无可用渠道|模型不存在/i,
  ],
  [
    'overloaded',
    /overload|(?:at|over) capacity|capacity exceeded|(?:temporarily|currently) unavailable|too busy|is (?:currently )?loading|high (?:demand|traffic|load)|no available (?:server|instance|worker)|服务繁忙|访问量过大/i,
  ],
  ['timeout', /\btim(?:ed|e)[ -]?out\b|deadline exceeded/i],
];

/** Google says it of every limit per minute too; elsewhere it is the purse. */
const CURRENT_QUOTA = /exceeded your current quota/i;
const GOOGLE_LIMIT = /RESOURCE_EXHAUSTED|exceeded for metric/;

/** What a fault is by its status, and what names and words may make of it instead. */
type Row = readonly [is: ErrorKind, unless: readonly ErrorKind[]];

const ANY: readonly ErrorKind[] = [
  'auth',
  'quota',
  'rateLimit',
  'overloaded',
  'server',
  'contextLength',
  'contentFilter',
  'modelNotFound',
  'badRequest',
];
/** A server that fails does not judge the request or the key: gateways repeat what another one said to them. */
const ELSEWHERE: readonly ErrorKind[] = [
  'quota',
  'rateLimit',
  'overloaded',
  'timeout',
  'contextLength',
  'modelNotFound',
];

const BAD_REQUEST: Row = ['badRequest', ANY];
const SERVER: Row = ['server', ELSEWHERE];
/** Within an answer that began well. */
const IN_BAND: Row = ['server', [...ANY, 'timeout']];

const BY_STATUS: Readonly<Record<number, Row>> = {
  // An empty balance at OpenCode; Perplexity's "or insufficient credits" names the key first.
  401: ['auth', ['quota']],
  402: ['quota', []],
  // OpenRouter's moderation, SiliconFlow's and xAI's balance, OpenAI's models of other projects, Together's length.
  403: ['auth', ['quota', 'contentFilter', 'modelNotFound', 'rateLimit', 'contextLength']],
  404: ['modelNotFound', []],
  // No such path: what is asked for is not there.
  405: ['modelNotFound', []],
  407: ['network', []],
  408: ['timeout', []],
  // A lock that was not had in time, says OpenAI's client, which tries again.
  409: ['server', ELSEWHERE],
  410: ['modelNotFound', []],
  413: ['contextLength', ['rateLimit']],
  424: SERVER,
  425: ['overloaded', []],
  429: ['rateLimit', ['quota', 'overloaded', 'contextLength', 'contentFilter']],
  451: ['auth', ['contentFilter', 'modelNotFound']],
  // console.groq.com/docs/errors: no capacity in the flex tier.
  498: ['overloaded', []],
  // Somebody on the way gave up waiting.
  499: ['timeout', []],
  503: ['overloaded', ['quota', 'rateLimit', 'contextLength', 'modelNotFound']],
  504: ['timeout', []],
  511: ['network', []],
  // developers.cloudflare.com/support/troubleshooting/http-status-codes/cloudflare-5xx-errors
  522: ['timeout', []],
  524: ['timeout', []],
  529: ['overloaded', []],
};

/**
 * What kind of error a fault is. A name that means one thing wins, because a vendor chose it for programs; then words,
 * because statuses are shared by very different faults; then names that are used loosely; then the status.
 * `inBand`: it came within an answer of status 200, so the request was good and no error is one of ours.
 */
export function kindOf(fault: Fault, status: number | undefined, inBand = false): ErrorKind {
  const [is, unless] = status === undefined ? IN_BAND : rowOf(status);
  const told = toldKind(fault, [is, ...unless]);
  const kind = told ?? is;
  if (inBand && (kind === 'badRequest' || (kind === 'modelNotFound' && told === undefined))) return 'server';
  // The provider behind the gateway refuses the gateway's key, not the user's.
  return fault.upstream && (kind === 'auth' || kind === 'quota') ? 'server' : kind;
}

function rowOf(status: number): Row {
  const row = BY_STATUS[status];
  if (row !== undefined) return row;
  if (status < 400) return ['network', []];
  return status < 500 ? BAD_REQUEST : SERVER;
}

function toldKind({ names, words }: Fault, allowed: readonly ErrorKind[]): ErrorKind | undefined {
  // Numbers mean one thing at one vendor and another at the next, who also has a name.
  const numbersOnly = names.every((name) => /^\d+$/.test(name));
  const byName = names
    .filter((name) => numbersOnly || !/^\d+$/.test(name))
    .flatMap((name) => meaningOf(name) ?? [])
    .filter(({ kind }) => allowed.includes(kind));
  // An address is no reason.
  const text = words.replace(/https?:\/\/\S+/g, '');
  const isPurse = CURRENT_QUOTA.test(text) && !GOOGLE_LIMIT.test(`${text} ${names.join(' ')}`);
  const byWords = BY_WORDS.find(([kind, pattern]) => allowed.includes(kind) && pattern.test(text))?.[0];
  const sharp = byName.find(({ loose }) => !loose)?.kind;
  // Cerebras says `too_many_tokens_error` of the tokens of a minute or a day.
  if (sharp === 'contextLength' && byWords === 'rateLimit') return 'rateLimit';
  return sharp ?? (isPurse && allowed.includes('quota') ? 'quota' : byWords) ?? byName[0]?.kind;
}
