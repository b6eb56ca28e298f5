import type { Happened } from './happened.ts';
import type { Check, Scenario } from './scenarios.ts';

/** What became of a check, with the figure it was judged by. */
export interface Checked {
  readonly check: Check;
  readonly ok: boolean;
  readonly detail: string;
}

/** Holds one check against what happened. */
export function check(one: Check, happened: Happened, scenario: Scenario): Checked {
  const [ok, detail] = judge(one, happened, scenario);
  return { check: one, ok, detail };
}

function judge(one: Check, happened: Happened, { fallback }: Scenario): [boolean, string] {
  const { outcomes, primary } = happened;
  const last = outcomes.at(-1);
  const types = outcomes.map(({ type }) => type);
  const gone = types.includes('success') && outcomes.some(({ type, complete }) => type === 'success' && !complete);
  const asked = `${primary.length} attempts on the primary`;
  switch (one.kind) {
    case 'noHang':
      return [!types.includes('hang'), types.join(' ')];
    case 'complete':
      return [outcomes.every(({ type, complete }) => type === 'success' && complete), types.join(' ')];
    case 'noTruncatedSuccess':
      return [!gone, gone ? `success with ${last?.text.split(' ').length} words` : types.join(' ')];
    case 'primaryAtLeast':
      return [primary.length >= one.value, asked];
    case 'primaryAtMost':
      return [primary.length <= one.value, asked];
    case 'primaryExactly':
      return [primary.length === one.value, asked];
    case 'firstGapAtLeastS': {
      const [first, second] = primary;
      if (first === undefined || second === undefined) return [false, 'no second attempt'];
      const gapS = (second.at - first.at) / 1000;
      return [gapS >= one.value, `${gapS.toFixed(2)} s`];
    }
    case 'primaryWithin': {
      const start = primary[0]?.at ?? 0;
      const count = primary.filter(({ at }) => at - start < one.windowS * 1000).length;
      return [count <= one.value, `${count} in ${one.windowS} s`];
    }
    case 'wallAtMostS':
      return [!types.includes('hang') && happened.totalS <= one.value, `${happened.totalS.toFixed(1)} s`];
    case 'aliveAfter':
      return [happened.alive, happened.alive ? 'answers afterwards' : 'dead afterwards'];
    case 'fallbackUsed':
      return [happened.fallback.length > 0, `${happened.fallback.length} attempts on the fallback`];
    case 'reportedModelIsFallback':
      return [happened.fallback.length === 0 || last?.model?.endsWith(fallback) === true, String(last?.model)];
    case 'usagePresent':
      return [last?.usage === true, last?.usage ? 'usage' : 'no usage'];
    case 'noPrefillMasking': {
      const refused = happened.seen.some(({ action }) => action.includes('invalid_prefill'));
      return [!(refused && types.includes('error')), refused ? 'the fallback refused a prefill' : 'no prefill refused'];
    }
    case 'servedDuringOutage':
    case 'recoveredWithinS':
    case 'probeDiscipline':
      return judgeSequence(one, happened);
  }
}

type SequenceCheck = Extract<Check, { kind: 'servedDuringOutage' | 'recoveredWithinS' | 'probeDiscipline' }>;

function judgeSequence(one: SequenceCheck, { outcomes, primary, outageS }: Happened): [boolean, string] {
  const during = outcomes.filter(({ sentS }) => sentS < outageS);
  if (one.kind === 'servedDuringOutage') {
    const served = during.filter(({ type }) => type === 'success').length;
    return [during.length > 0 && served === during.length, `${served} of ${during.length}`];
  }
  if (one.kind === 'probeDiscipline') {
    const probes = primary.filter(({ at }) => at < outageS * 1000).length;
    return [probes <= during.length, `${probes} attempts for ${during.length} requests in the outage`];
  }
  const back = primary.find(({ action }) => action.startsWith('200'));
  if (back === undefined) return [false, 'never used again'];
  const afterS = back.at / 1000 - outageS;
  return [afterS <= one.value, `${afterS.toFixed(1)} s after it came back`];
}
