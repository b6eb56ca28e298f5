import type { Budget } from '../accounting/budget.ts';
import type { LimitName } from '../accounting/limitName.ts';
import type { Charge } from '../accounting/meter.ts';
import type { PromptMeasure } from '../accounting/promptMeasure.ts';
import type { JudgingCost } from '../accounting/worstCase.ts';
import type {
  AttemptEvent,
  FailedAttempt,
  FallbackEvent,
  FinishReason,
  ReasoningEvent,
  RetractEvent,
  StoppedAttempt,
  TextEvent,
  ToolCallEvent,
} from '../chat/chatEvent.ts';
import type { ChatRequest } from '../chat/chatRequest.ts';
import type { SwitchyardError } from '../chat/errors.ts';
import type { ChatMessage, VerbatimTurn } from '../chat/message.ts';
import type { Parameters } from '../chat/parameters.ts';
import type { VendorDetails } from '../chat/vendorDetails.ts';
import type { Classification } from '../classify/classification.ts';
import type { Model } from '../models/model.ts';
import type { KeptAnswer } from '../ports/answerCache.ts';
import type { Try } from '../ports/tryBook.ts';
import type { Level } from '../privacy/level.ts';
import type { Placeholders } from '../privacy/placeholders.ts';
import type { PromptBook } from '../prompt/promptBook.ts';
import type { RepeatSetup } from '../repeat/repeatSetup.ts';
import type { Candidate } from '../routing/candidates.ts';
import type { Rule } from '../routing/rules/rule.ts';
import type { Resilience } from '../routing/setup.ts';
import type { Way } from './way.ts';

/** A request that was decided: what a strategy works with. */
export interface Plan {
  readonly request: ChatRequest;
  readonly classification: Classification;
  readonly candidates: readonly Candidate[];
  /** In the words that most models are sent. */
  readonly messages: readonly ChatMessage[];
  /** The same in the words for each model. */
  readonly prompts: PromptBook;
  readonly prompt: PromptMeasure;
  /** The request's, and the route's where it has none. */
  readonly parameters: Parameters;
  /** The rule that is followed. */
  readonly rule?: Rule;
  readonly resilience: Resilience;
  /** How much it has to lose. */
  readonly level: Level;
  /** The same, had its reader said nothing of it. */
  readonly foundLevel: Level;
  /** What stands for the values that nobody outside this machine may see. */
  readonly placeholders: Placeholders;
  readonly repeat: RepeatSetup;
  readonly startedAt: number;
  /** The strategy it was decided for. */
  readonly way: Way;
  /** The first candidate is tried in the place of another. */
  readonly tried?: Try;
  /** How many attempts were made for it before. */
  readonly attempts?: number;
  /** Somebody else is asked where nobody of the candidates has room: they are not waited for. */
  readonly othersFollow?: true;
  /** What has to be left for those who judge the answer. */
  readonly judging?: JudgingCost;
  /** What money is set aside by, and the limits that this request may pass; absent without any. */
  readonly budget?: { readonly limits: Budget; readonly passed: ReadonlySet<LimitName> };
}

/** Events that a strategy yields on its way. */
export type StrategyEvent = AttemptEvent | TextEvent | ReasoningEvent | ToolCallEvent | RetractEvent | FallbackEvent;

/** The end of a whole answer, and what its vendor said of it. */
export interface AnswerEnd {
  readonly finishReason: FinishReason;
  readonly vendor: VendorDetails;
  /** It was cut short because no more of it fitted into the budget. */
  readonly cutBy?: 'budget';
  readonly verbatim?: VerbatimTurn;
}

/** How a strategy ended: with an answer, with an earlier one, or with what every target said. */
export type Outcome =
  | {
      readonly type: 'answered';
      readonly model: Model;
      readonly end: AnswerEnd;
      readonly firstTokenMs: number | null;
      readonly charges: readonly Charge[];
      readonly stopped: readonly StoppedAttempt[];
      /** What its reader should know of it; such an answer is not kept. */
      readonly remark?: string;
    }
  | {
      /** With an earlier answer to the same question. */
      readonly type: 'repeated';
      readonly kept: KeptAnswer;
      /** Of those who were asked in vain. */
      readonly charges: readonly Charge[];
    }
  | {
      readonly type: 'failed';
      readonly error: SwitchyardError;
      readonly failures: readonly FailedAttempt[];
      readonly charges: readonly Charge[];
    };

/** One way of getting an answer out of a plan's candidates; returns its outcome after its last event. */
export type Strategy = (plan: Plan, signal: AbortSignal) => AsyncGenerator<StrategyEvent, Outcome>;
