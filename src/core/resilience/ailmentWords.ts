import { say } from '../words.ts';
import type { Ailment } from './breaker.ts';

/** What is wrong with a provider or a model, after its name; `time` writes a wall-clock moment as its reader does. */
export function ailmentWords(ailment: Ailment, now: number, time: (at: number) => string): string {
  const { kind, remainingMs, probed, failures } = ailment;
  if (kind === 'auth' && remainingMs === null) return say('key refused');
  if (probed) return say('is being tried again');
  const until = time(now + (remainingMs ?? 0));
  switch (kind) {
    case 'auth':
      return say('not let in, tried again at {0}', until);
    case 'quota':
      return say('out of credit, tried again at {0}', until);
    case 'modelNotFound':
      return say('unknown to its provider, tried again at {0}', until);
    case 'rateLimit':
      return failures === 1
        ? say('rests until {0}, as its server asked', until)
        : say('rests until {0} after {1} rate limits', until, failures);
    default:
      return failures === 1
        ? say('rests until {0} after a failure ({1})', until, kind)
        : say('rests until {0} after {1} failures', until, failures);
  }
}
