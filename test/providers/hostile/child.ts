import type { ChatEvent } from '../../../src/core/chat/chatEvent.ts';
import { askCore } from '../httpCore.ts';

/** What became of one request, and what it took. */
export interface Report {
  /** What the reader is left with. */
  readonly text: string;
  readonly end: string;
  /** The failed attempts: `KIND STATUS MESSAGE`. */
  readonly failures: readonly string[];
  readonly tookMs: number;
  /** The most memory that this process ever had, code and all. */
  readonly mostMb: number;
}

// Asks the providers of its argument and reports as JSON.
const { a, b, api = 'openai-chat', timeouts = {}, key, retractable = true } = JSON.parse(process.argv[2] ?? '{}');
const start = performance.now();
let text = '';
let end = '';
const failures: string[] = [];
await askCore(
  {
    providers: {
      a: { api, baseUrl: a, auth: key === undefined ? 'none' : 'key', timeouts: { firstTokenMs: 20_000, ...timeouts } },
      b: { api: 'openai-chat', baseUrl: b, auth: 'none' },
    },
    models: { 'a/m': {}, 'b/m': {} },
    routes: { default: ['a/m', 'b/m'] },
  },
  {
    keepEvents: false,
    request: { retractable },
    onEvent: see,
    keys: key === undefined ? {} : { [`a ${new URL(a).origin}`]: key },
  },
);
const mostMb = process.resourceUsage().maxRSS / 1024;
const report: Report = { text, end, failures, tookMs: performance.now() - start, mostMb };
process.stdout.write(JSON.stringify(report));

function see(event: ChatEvent): void {
  if (event.type === 'text') text += event.delta;
  else if (event.type === 'retract') text = '';
  else if (event.type === 'fallback') {
    const { kind, status, message } = event.error;
    failures.push([kind, status, message].join(' '));
  } else if (event.type === 'done') end = `done ${event.model} ${event.finishReason}`;
  else if (event.type === 'error') end = `error ${event.error.kind} ${event.error.message}`;
}
