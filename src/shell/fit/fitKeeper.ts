import * as vscode from 'vscode';
import { leftOf, limitsFor, tightest } from '../../core/accounting/budget.ts';
import { limitWords } from '../../core/accounting/budgetWords.ts';
import { contextTokens } from '../../core/accounting/contextTokens.ts';
import { neededOutput, TYPICAL_OUTPUT_TOKENS } from '../../core/accounting/outputLimit.ts';
import { nanoFromUsd } from '../../core/accounting/price.ts';
import { usdWords } from '../../core/accounting/usdWords.ts';
import type { ChatRequest } from '../../core/chat/chatRequest.ts';
import { SwitchyardError } from '../../core/chat/errors.ts';
import { mergeContexts } from '../../core/chat/mergeContexts.ts';
import { messageText } from '../../core/chat/message.ts';
import type { RequestContext } from '../../core/chat/requestContext.ts';
import { recognise } from '../../core/classify/recognise.ts';
import { type Examination, examine, glance } from '../../core/privacy/examine.ts';
import { cheapestFor } from '../../core/routing/cheapestFor.ts';
import { type Decision, decide } from '../../core/routing/decide.ts';
import { type DraftFit, draftFit } from '../../core/routing/draftFit.ts';
import type { Chip, DraftPrivacy, Fit } from '../../protocol/panelState.ts';
import type { ChatController } from '../chat/chatController.ts';
import { draftRequest } from '../chat/draftRequest.ts';
import type { AttachedPieces } from '../context/attachedPieces.ts';
import type { EditorChips } from '../context/editorChips.ts';
import { notAttached } from '../context/notAttached.ts';
import { chipWith, PieceReader } from '../context/pieceReader.ts';
import type { Engine } from '../engine.ts';
import { type DraftJudgement, draftPrivacy } from '../privacy/draftPrivacy.ts';
import { coveredTurns } from '../summarize/coveredTurns.ts';
import { type Remedy, type WayOut, waysOut } from './waysOut.ts';

const RESTS_MS = 200;

/** A picture of the message being written: what each chip takes, and how all of it would go out. */
interface Measured {
  readonly chips: ReadonlyMap<string, Chip>;
  readonly fit: Fit | null;
  readonly privacy: DraftJudgement | null;
  readonly conversationId: string | undefined;
  readonly ways: readonly WayOut[];
}

const NOTHING: Measured = { chips: new Map(), fit: null, privacy: null, conversationId: undefined, ways: [] };

/** Measures the message being written a moment after anything changed, as long as somebody looks. Nothing is sent. */
export class FitKeeper implements vscode.Disposable {
  readonly #engine: Engine;
  readonly #chat: ChatController;
  readonly #editor: EditorChips;
  readonly #attached: AttachedPieces;
  readonly #commandOf: (draft: string) => string;
  readonly #reader = new PieceReader();
  readonly #changed = new vscode.EventEmitter<void>();
  readonly #subscriptions: vscode.Disposable[];
  #watchers = 0;
  #measured = NOTHING;
  #timer: NodeJS.Timeout | undefined;
  #running = new AbortController();

  readonly onDidChange = this.#changed.event;

  /** `commandOf` tells the gesture that a draft asks with. */
  constructor(
    engine: Engine,
    chat: ChatController,
    chips: { readonly editor: EditorChips; readonly attached: AttachedPieces },
    commandOf: (draft: string) => string,
  ) {
    this.#engine = engine;
    this.#chat = chat;
    this.#editor = chips.editor;
    this.#attached = chips.attached;
    this.#commandOf = commandOf;
    const touch = () => this.#touch();
    this.#subscriptions = [
      this.#changed,
      engine.onDidChange(touch),
      this.#editor.onDidChange(touch),
      this.#attached.onDidChange(touch),
      vscode.workspace.onDidSaveTextDocument(touch),
      chat.listen({ changed: touch, event: () => undefined, problem: () => undefined }),
    ];
  }

  get fit(): Fit | null {
    return this.#measured.fit;
  }

  /** How private it is; null before the first look at its chat. */
  get privacy(): DraftPrivacy | null {
    const { privacy, conversationId } = this.#measured;
    return privacy !== null && conversationId === this.#chat.conversation.id ? draftPrivacy(privacy) : null;
  }

  /** How private the message is as it is now. */
  async judge(): Promise<DraftJudgement> {
    for (;;) {
      clearTimeout(this.#timer);
      this.#running.abort();
      await this.#measure();
      // Something may have changed while it was looked at.
      const { privacy } = this.#measured;
      if (privacy !== null && !this.#running.signal.aborted) return privacy;
    }
  }

  /** What would be sent, as chips with what is known of each by now. */
  get chips(): Chip[] {
    const chips = [...this.#ofEditor().map(({ chip }) => chip), ...this.#attached.current.map(({ chip }) => chip)];
    return chips.map((chip) => this.#measured.chips.get(chip.id) ?? chip);
  }

  /** What a way out does that was shown. */
  remedy(id: string): Remedy | undefined {
    return this.#measured.ways.find(({ shown }) => shown.id === id)?.remedy;
  }

  /** The question that is being written has changed. */
  drafted(): void {
    this.#touch();
  }

  /** Measures until this is disposed of: a panel looks. */
  watch(): vscode.Disposable {
    this.#watchers += 1;
    this.#touch();
    return { dispose: () => this.#unwatch() };
  }

  #unwatch(): void {
    this.#watchers -= 1;
  }

  #touch(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    if (this.#watchers > 0) this.#timer = setTimeout(() => void this.#measure(), RESTS_MS);
  }

  async #measure(): Promise<void> {
    this.#running = new AbortController();
    const { signal } = this.#running;
    const pieces = this.#attached.current;
    const read = await Promise.all(pieces.map((piece) => this.#reader.count(piece, signal)));
    if (signal.aborted) return;
    const ofEditor = this.#ofEditor();
    const contexts = new Map<string, RequestContext>(ofEditor.map(({ chip, context }) => [chip.id, context]));
    const chips = new Map(ofEditor.map(({ chip }) => [chip.id, chip]));
    for (const [index, { chip }] of pieces.entries()) {
      const gathered = read[index];
      chips.set(chip.id, chipWith(chip, gathered));
      if (gathered !== undefined && !('problem' in gathered)) contexts.set(chip.id, gathered.context);
    }
    const { setup, tools } = this.#engine;
    const { conversation } = this.#chat;
    const context = mergeContexts([{ command: this.#commandOf(conversation.draft) }, ...contexts.values()]);
    const request = draftRequest(conversation, conversation.draft, context);
    // What nobody has begun yet is not looked through: it is judged by its files.
    const isBegun = conversation.draft.trim() !== '' || pieces.length > 0;
    const examined = isBegun
      ? await examine(request, setup.privacy, tools.detectLeaks, signal)
      : glance(request, setup.privacy);
    const classification = await recognise(request);
    if (signal.aborted) return;
    const decision = decide(request, classification, setup, tools, examined);
    this.#measured = this.#weigh(request, decision, examined, chips, contexts);
    this.#changed.fire();
  }

  #weigh(
    request: ChatRequest,
    decision: Decision,
    examined: Examination,
    chips: ReadonlyMap<string, Chip>,
    contexts: ReadonlyMap<string, RequestContext>,
  ): Measured {
    const { setup, tools } = this.#engine;
    const { draft, id: conversationId } = this.#chat.conversation;
    const fit = draftFit(request, decision, setup, tools, examined);
    const { judgement } = examined;
    const privacy = { judgement, audience: decision.audience, rules: setup.privacy, chosen: request.privacy };
    const model = fit?.model ?? { name: '' };
    const facts = fit === undefined ? {} : tools.memory.facts(fit.model.id);
    const counted = new Map(
      [...chips].map(([id, chip]) => {
        const own = contexts.get(id);
        return [id, own === undefined ? chip : { ...chip, tokens: contextTokens(own, model, facts) }] as const;
      }),
    );
    if (fit === undefined) return { chips: counted, fit: null, privacy, conversationId, ways: [] };
    const ways =
      fit.refused === undefined ? [] : this.#waysOut(fit, [...counted.values()], request.parameters?.maxOutputTokens);
    const shown: Fit = {
      model: fit.model.id,
      tokens: fit.tokens,
      window: fit.window ?? null,
      estimatedUsd: fit.estimatedUsd,
      problem: problemOf(fit) ?? (draft.trim() === '' ? null : overBudget(fit, this.#engine, conversationId)),
      waysOut: ways.map((way) => way.shown),
    };
    return { chips: counted, fit: shown, privacy, conversationId, ways };
  }

  #waysOut(fit: DraftFit, chips: readonly Chip[], wanted: number | undefined): WayOut[] {
    const { setup, tools } = this.#engine;
    const facts = tools.memory.facts(fit.model.id);
    const over = Math.max(0, fit.tokens + neededOutput(fit.model, wanted, facts) - (fit.window ?? fit.tokens));
    const covered = coveredTurns(this.#chat.conversation);
    const text = covered?.messages.map(messageText).join('\n') ?? '';
    return waysOut({
      fit,
      over,
      chips,
      historyTokens: text === '' ? 0 : contextTokens({ notes: [{ title: '', text }] }, fit.model, facts),
      summarizer: cheapestFor(text, setup, tools)[0],
    });
  }

  /** What the editor offers by itself, without what was attached by hand too. */
  #ofEditor(): ReturnType<EditorChips['current']> {
    return notAttached(this.#editor.current(), this.#attached.current);
  }

  dispose(): void {
    clearTimeout(this.#timer);
    this.#running.abort();
    for (const subscription of this.#subscriptions) subscription.dispose();
  }
}

/** That what is left of the budget will hardly do for it, or is not known, where nobody cheaper would be asked instead. */
function overBudget(...asked: Parameters<typeof lacking>): string | null {
  try {
    return lacking(...asked);
  } catch (error) {
    if (SwitchyardError.is(error)) return error.message;
    throw error;
  }
}

function lacking({ estimatedUsd }: DraftFit, { setup, tools }: Engine, conversationId: string): string | null {
  const { budget } = setup;
  if (budget === undefined || tools.budget === undefined || budget.onLimit === 'downgrade') return null;
  const { reservations, calendar } = tools.budget;
  const now = tools.clock.now();
  const spender = { source: 'panel', requestId: '', conversationId } as const;
  const passed = reservations.overruled(now);
  const limits = limitsFor(budget, spender, calendar(now)).filter(({ name }) => !passed.has(name));
  const least = tightest(reservations.standings(limits));
  if (least === undefined || nanoFromUsd(estimatedUsd ?? 0) <= leftOf(least)) return null;
  const cost = usdWords(nanoFromUsd(estimatedUsd ?? 0));
  return vscode.l10n.t(
    'This costs about {0}; {1} has {2} left.',
    cost,
    limitWords(least.name),
    usdWords(leftOf(least)),
  );
}

function problemOf({ refused, model, tokens, window }: DraftFit): string | null {
  const { t } = vscode.l10n;
  if (refused === 'images') return t('{0} takes no images.', model.name);
  if (refused === undefined) return null;
  const words = (count: number) => count.toLocaleString(vscode.env.language);
  const needed = words(tokens + TYPICAL_OUTPUT_TOKENS);
  return t('This needs about {0} tokens with its answer; {1} holds {2}.', needed, model.name, words(window ?? 0));
}
