import type { ChatHost } from '../../../src/shell/chat/chatHost.ts';
import type { Conversation } from '../../../src/shell/chat/conversation.ts';

/** A window's chat that writes down what is done with it. */
export class FakeChatHost implements ChatHost {
  conversation: Conversation;
  busy = false;
  /** `changed`, `save`, `ask TEXT after PARENT`, … in order. */
  readonly log: string[] = [];

  constructor(conversation: Conversation) {
    this.conversation = conversation;
  }

  changed(): void {
    this.log.push('changed');
  }

  explain(...[turn, problem]: Parameters<ChatHost['explain']>): void {
    turn.answer = { ...turn.answer, problem };
    this.log.push(`explain ${turn.id} ${problem.actions.map(({ label }) => label).join(', ')}`);
  }

  async save(): Promise<void> {
    this.log.push('save');
  }

  async stop(): Promise<void> {
    this.log.push('stop');
    this.busy = false;
  }

  settle(): void {
    this.log.push('settle');
  }

  async ask(...[{ text }, parent]: Parameters<ChatHost['ask']>): Promise<void> {
    this.log.push(`ask ${text} after ${parent}`);
  }

  async begin(...[question, kind]: Parameters<ChatHost['begin']>): Promise<void> {
    this.log.push(`begin ${question.id} ${JSON.stringify(kind)}`);
  }

  async run(...[question, turn, { continues }]: Parameters<ChatHost['run']>): Promise<void> {
    this.log.push(`run ${question.id} into ${turn.id} from ${JSON.stringify(continues?.answer.text)}`);
  }
}
