import type { MessagePart } from '../chat/message.ts';
import type { Task } from '../chat/task.ts';
import { matchesModel } from '../models/matchesModel.ts';
import type { Model } from '../models/model.ts';
import { listOf, type OneOrMore } from '../routing/rules/rule.ts';
import type { OwnPrompt } from './ownPrompt.ts';
import { type PromptStyle, styleOf } from './promptStyle.ts';
import { GESTURE_TEXTS, SYSTEM, TASK_TEXTS, VARIANTS, worded } from './promptTexts.ts';
import { shortHash } from './shortHash.ts';

/** What was asked for: the task, and the gesture that asked. */
export interface Asked {
  readonly task: Task;
  readonly command?: string | undefined;
}

/** Which texts a request is sent with: the user's own and the variant that its rule names. */
export interface PromptWish {
  readonly own: readonly OwnPrompt[];
  readonly variant?: string | undefined;
}

const USUAL: PromptStyle = { name: 'usual', wording: 'usual' };
const NOTHING: PromptWish = { own: [] };

/** Our own words to one model: its system prompt, which stays the same over a chat, and what each question asks for. */
export class Prompts {
  readonly style: PromptStyle;
  readonly system: string;
  readonly #model: Model | undefined;
  readonly #instructions = new Map<string, MessagePart | undefined>();
  readonly #wish: PromptWish;

  /** Without a model: the words that most are sent. */
  constructor(model?: Model, wish: PromptWish = NOTHING) {
    this.style = model === undefined ? USUAL : styleOf(model);
    this.#model = model;
    this.#wish = wish;
    const { opening, wording } = this.style;
    const variant = wish.own.some(({ name }) => name === wish.variant) ? undefined : VARIANTS[wish.variant ?? ''];
    const ours = [worded(SYSTEM, wording), worded(variant, wording)].filter(Boolean).join(' ');
    const system = this.#tagged('instructions', this.#withOwn(ours, undefined));
    this.system = opening === undefined || system === '' ? system : `${opening}\n${system}`;
  }

  /** What stands at the end of a question; empty where there is nothing to say. */
  instruction({ task, command }: Asked): string {
    const text = this.#withOwn(worded(TASK_TEXTS[task], this.style.wording), task);
    return this.#tagged('task', [text, GESTURE_TEXTS.get(command ?? '')].filter(Boolean).join(' '));
  }

  /** The same as a part of a message; undefined where there is nothing to say. */
  instructionPart(asked: Asked): MessagePart | undefined {
    const gesture = GESTURE_TEXTS.has(asked.command ?? '') ? asked.command : '';
    const key = `${asked.task} ${gesture}`;
    if (!this.#instructions.has(key)) {
      const instruction = this.instruction(asked);
      this.#instructions.set(key, instruction === '' ? undefined : { type: 'text', text: `\n\n${instruction}` });
    }
    return this.#instructions.get(key);
  }

  /** `claude+concise 1a2b3c4d`: the kind of text, and what changes as soon as one of its words does. */
  version(asked: Asked): string {
    const { variant } = this.#wish;
    const name = variant === undefined ? this.style.name : `${this.style.name}+${variant}`;
    return `${name} ${shortHash(`${this.system}\n${this.instruction(asked)}`)}`;
  }

  /** A text of ours with the user's own: those that name no variant always, those that do where it is wanted. */
  #withOwn(ours: string, task: Task | undefined): string {
    const fitting = this.#wish.own.filter((one) => this.#fits(one, task));
    const named = fitting.filter(({ name }) => name !== undefined);
    const text = [...named, ...fitting].find((one) => one.text !== undefined)?.text ?? ours;
    return [text, ...fitting.flatMap(({ append }) => append ?? [])].filter(Boolean).join(' ');
  }

  #fits({ task: tasks, models, name }: OwnPrompt, task: Task | undefined): boolean {
    if (name !== undefined && name !== this.#wish.variant) return false;
    const isOfTask = tasks === undefined ? task === undefined : task !== undefined && listOf(tasks).includes(task);
    return isOfTask && (models === undefined || this.#isAmong(models));
  }

  #isAmong(models: OneOrMore<string>): boolean {
    const { id } = this.#model ?? {};
    return id !== undefined && listOf(models).some((pattern) => matchesModel(id, pattern));
  }

  #tagged(tag: string, text: string): string {
    return this.style.tagged && text !== '' ? `<${tag}>\n${text}\n</${tag}>` : text;
  }
}
