import type { Task } from '../chat/task.ts';
import type { Classification } from '../classify/classification.ts';
import type { Tier } from '../models/model.ts';
import { say } from '../words.ts';
import type { Objective } from './setup.ts';

/** Why a model of this tier is asked, in words that need no manual. */
export function tierWords(tier: Tier, { ideal, objective }: { ideal: Tier; objective: Objective }): string {
  if (tier !== ideal) return nearestWords(tier);
  switch (objective) {
    case 'balanced':
      return {
        budget: say('cheap, and good enough for this'),
        standard: say('suits this well'),
        premium: say('strong, as this is hard'),
      }[tier];
    case 'cheapest':
      return tier === 'budget' ? say('cheap, as you prefer') : say('cheap for something this hard');
    case 'fastest':
      return say('quick, as you prefer');
    case 'best':
      return say('strong, as you prefer');
  }
}

/** Why a model stands behind those that fit. */
export function fallbackWords(tier: Tier | undefined): string {
  if (tier === undefined) return say('only if the others fail');
  return {
    budget: say('cheaper, only if the others fail'),
    standard: say('medium, only if the others fail'),
    premium: say('stronger, only if the others fail'),
  }[tier];
}

function nearestWords(tier: Tier): string {
  return {
    budget: say('cheap, the nearest you have'),
    standard: say('medium, the nearest you have'),
    premium: say('strong, the nearest you have'),
  }[tier];
}

/** What was recognised and what follows from it, in a sentence. */
export function tierChainWords({ task, difficulty }: Classification, objective: Objective): string {
  const what = nounOf(task);
  switch (objective) {
    case 'cheapest':
      return say('you prefer the cheapest model that is likely to do');
    case 'fastest':
      return say('you prefer the model that answers soonest');
    case 'best':
      return say('you prefer the strongest models for everything');
    case 'balanced':
      return {
        simple: say('this looks like an easy {0}, and cheap models do those well', what),
        moderate: say('this looks like an ordinary {0}, which a medium model does well', what),
        complex: say('this looks like a hard {0}, which is worth a strong model', what),
      }[difficulty];
  }
}

/** What stands behind *easy*, *ordinary* or *hard*. */
function nounOf(task: Task): string {
  return {
    code: say('coding task'),
    fix: say('bug fix'),
    test: say('testing task'),
    review: say('review'),
    explain: say('explanation'),
    summarize: say('summary'),
    write: say('writing task'),
    translate: say('translation'),
    extract: say('data task'),
    reason: say('problem'),
    chat: say('question'),
  }[task];
}
