import type { Clock } from '../../core/ports/clock.ts';
import type { Logger } from '../../core/ports/logger.ts';
import type { Team, TeamNotice } from '../../core/ports/team.ts';
import { safeFetch } from '../transport/safeFetch.ts';
import { channelText } from './channelText.ts';
import { webhookFault } from './webhookAddress.ts';

/** A channel is told at most this often; what comes in between is told together. */
const REST_MS = 60_000;
const TIMEOUT_MS = 10_000;
/** In one message: nobody reads more. */
const MOST_LINES = 20;

interface Parts {
  /** The webhook's address as it is kept now; undefined where there is none. It is a secret: who knows it can write. */
  readonly address: () => Promise<string | undefined>;
  readonly clock: Clock;
  readonly logger: Logger;
  readonly fetch?: typeof globalThis.fetch;
}

/**
 * A team's channel behind an incoming webhook. The body is `{text, content, allowed_mentions, notices}`: Slack, Mattermost and
 * Teams show `text` (https://api.slack.com/messaging/webhooks), Discord `content`
 * (https://discord.com/developers/docs/resources/webhook).
 * The first notice goes at once, later ones together once a minute; no redirect is followed, a failure is logged without
 * the address.
 */
export class WebhookTeam implements Team {
  readonly #parts: Parts;
  #waiting: TeamNotice[] = [];
  #rest: (() => void) | undefined;
  #sending: Promise<void> = Promise.resolve();

  constructor(parts: Parts) {
    this.#parts = parts;
  }

  tell(notice: TeamNotice): void {
    this.#waiting.push(notice);
    if (this.#rest === undefined) this.#send();
  }

  /** Tells what still waits, and resolves when that is done. */
  async close(): Promise<void> {
    this.#rest?.();
    if (this.#waiting.length > 0) this.#send();
    this.#rest?.();
    await this.#sending;
  }

  #send(): void {
    const notices = this.#waiting;
    this.#waiting = [];
    this.#rest = this.#parts.clock.schedule(REST_MS, () => {
      this.#rest = undefined;
      if (this.#waiting.length > 0) this.#send();
    });
    this.#sending = this.#post(notices);
  }

  /** There is no channel: one that is set is told at once of what happens then, and of nothing before. */
  #forget(): void {
    this.#rest?.();
    this.#rest = undefined;
    this.#waiting = [];
  }

  async #post(notices: readonly TeamNotice[]): Promise<void> {
    const { logger, fetch = globalThis.fetch } = this.#parts;
    try {
      const address = await this.#parts.address();
      if (address === undefined || webhookFault(address) !== undefined) return this.#forget();
      const { origin } = new URL(address);
      const body = JSON.stringify(messageOf(notices));
      const signal = AbortSignal.timeout(TIMEOUT_MS);
      const response = await safeFetch({ origin, headers: {}, fetch })(address, { method: 'POST', body, signal });
      await response.body?.cancel();
    } catch (error) {
      // The message of a fault may hold the address.
      logger.warn(`the team's webhook was not told: ${error instanceof Error ? error.name : 'unknown'}`);
    }
  }
}

function messageOf(notices: readonly TeamNotice[]): Record<string, unknown> {
  const counts = new Map<string, number>();
  for (const notice of notices) counts.set(lineOf(notice), (counts.get(lineOf(notice)) ?? 0) + 1);
  const lines = [...counts].map(([line, count]) => (count === 1 ? line : `${line} (${count} times)`));
  const more = lines.length > MOST_LINES ? [`and ${lines.length - MOST_LINES} more`] : [];
  const text = [...lines.slice(0, MOST_LINES), ...more].join('\n');
  // Discord calls nobody whom it is not told to.
  return { text, content: text, allowed_mentions: { parse: [] }, notices: notices.slice(0, 200) };
}

function lineOf(notice: TeamNotice): string {
  return notice.type === 'alert'
    ? `Switchyard: ${channelText(notice.text)}`
    : `Switchyard: ${channelText(notice.from)} failed (${notice.kind}), ${channelText(notice.to)} took over`;
}
