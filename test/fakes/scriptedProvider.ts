import type { FinishReason } from '../../src/core/chat/chatEvent.ts';
import { type ErrorDetails, SwitchyardError } from '../../src/core/chat/errors.ts';
import { partsOf, type Usage } from '../../src/core/chat/usage.ts';
import type { Clock } from '../../src/core/ports/clock.ts';
import type { Provider, ProviderCall, ProviderEvent } from '../../src/core/ports/provider.ts';

/** What a scripted answer does, step by step. */
export type Step =
  | string
  | { readonly wait: number }
  | { readonly keepAlive: true }
  | { readonly think: string }
  | { readonly usage: Partial<Usage> }
  | { readonly finish: FinishReason }
  /** Anything a dialect may say. */
  | { readonly say: ProviderEvent }
  | { readonly fail: SwitchyardError | Error }
  /** Never speaks again, and does not even see an abort. */
  | { readonly deaf: true };

/** A provider that plays one script per call, by model name; the last script of a model repeats. */
export class ScriptedProvider implements Provider {
  readonly calls: ProviderCall[] = [];
  readonly aborted: string[] = [];
  readonly #scripts: Record<string, Step[][]>;
  readonly #clock: Clock;

  constructor(scripts: Record<string, Step[] | Step[][]>, clock: Clock) {
    this.#clock = clock;
    this.#scripts = Object.fromEntries(
      Object.entries(scripts).map(([model, script]) => [
        model,
        Array.isArray(script[0]) ? (script as Step[][]) : [script as Step[]],
      ]),
    );
  }

  async *stream(call: ProviderCall, signal: AbortSignal): AsyncGenerator<ProviderEvent, void> {
    this.calls.push(call);
    const turns = this.#scripts[call.modelName] ?? [];
    const steps = (turns.length > 1 ? turns.shift() : turns[0]) ?? [];
    signal.addEventListener('abort', () => this.aborted.push(call.modelName), { once: true });
    for (const step of steps) {
      if (typeof step === 'string') yield { type: 'text', delta: step };
      else if ('think' in step) yield { type: 'reasoning', delta: step.think };
      else if ('usage' in step) yield { type: 'usage', usage: someParts(step.usage) };
      else if ('say' in step) yield step.say;
      else if ('finish' in step) yield { type: 'finish', reason: step.finish };
      else if ('keepAlive' in step) call.onActivity();
      else if ('fail' in step) throw step.fail;
      else if ('deaf' in step) await new Promise(() => {});
      else await this.#wait(step.wait, signal);
      if (signal.aborted) return;
    }
  }

  #wait(ms: number, signal: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      const cancel = this.#clock.schedule(ms, resolve);
      signal.addEventListener('abort', () => {
        cancel();
        resolve();
      });
    });
  }
}

/** The parts of a usage as the public interface counts it. */
function someParts(usage: Partial<Usage>) {
  return partsOf({
    input: usage.inputTokens ?? 0,
    cacheRead: usage.cachedInputTokens ?? 0,
    cacheWrite5m: usage.cacheWriteTokens ?? 0,
    output: usage.outputTokens ?? 0,
    reasoning: usage.reasoningTokens ?? 0,
  });
}

/** A coded error, as providers throw them. */
export function fault(kind: SwitchyardError['kind'], details: ErrorDetails = {}): Step {
  return { fail: new SwitchyardError(kind, `${kind} for a test`, details) };
}
