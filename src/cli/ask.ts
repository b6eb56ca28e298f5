import { randomUUID } from 'node:crypto';
import process from 'node:process';
import { text } from 'node:stream/consumers';
import type { AttemptEvent, ChatEvent } from '../core/chat/chatEvent.ts';
import type { ChatRequest } from '../core/chat/chatRequest.ts';
import { filteredError } from '../core/chat/filteredError.ts';
import { TASKS, type Task } from '../core/chat/task.ts';
import { routeChat } from '../core/routing/routeChat.ts';
import type { CliEngine } from './cliEngine.ts';
import { failureWords } from './failureWords.ts';
import { forTerminal } from './forTerminal.ts';
import type { CliOptions } from './readArguments.ts';
import { UsageError } from './usageError.ts';

/** Asks once and prints the answer as it streams, or every event as a JSON line. Ctrl+C stops it. */
export async function ask(engine: CliEngine, rest: readonly string[], options: CliOptions): Promise<number> {
  const request = await readRequest(rest, options);
  const controller = new AbortController();
  const stop = () => controller.abort();
  process.once('SIGINT', stop);
  // A reader that goes away (`| head`) stops the request instead of crashing it, and wants to hear no more.
  let show = options.json === true ? showJson : showText;
  process.stdout.on('error', () => {
    show = () => {};
    stop();
  });
  let code = 1;
  try {
    for await (const event of routeChat(request, engine.setup, engine.tools, controller.signal)) {
      show(event);
      if (event.type === 'done') code = 0;
    }
  } finally {
    process.off('SIGINT', stop);
  }
  return code;
}

async function readRequest(rest: readonly string[], options: CliOptions): Promise<ChatRequest> {
  if (rest.length > 1) throw new UsageError('ask takes one prompt; put it in quotes');
  const task = readTask(options.task);
  const maxOutputTokens = readCount(options['max-output-tokens']);
  const [given] = rest;
  const prompt = given === undefined || given === '-' ? await text(process.stdin) : given;
  if (prompt.trim() === '') throw new UsageError('the prompt is empty');
  return {
    id: randomUUID(),
    source: 'cli',
    prompt,
    context: {},
    history: [],
    mayRepeat: true,
    retractable: options.json === true || process.stdout.isTTY === true,
    ...(task === undefined ? {} : { task }),
    ...(options.model === undefined ? {} : { model: options.model }),
    ...(options.system === undefined ? {} : { system: options.system }),
    ...(maxOutputTokens === undefined ? {} : { parameters: { maxOutputTokens } }),
  };
}

function readTask(task: string | undefined): Task | undefined {
  if (task === undefined || (TASKS as readonly string[]).includes(task)) return task as Task | undefined;
  throw new UsageError(`--task ${task}: must be one of ${TASKS.join(', ')}`);
}

function readCount(value: string | undefined): number | undefined {
  if (value === undefined) return undefined;
  if (/^[1-9]\d{0,8}$/.test(value)) return Number(value);
  throw new UsageError(`--max-output-tokens ${value}: must be a whole number above 0`);
}

function showJson(event: ChatEvent): void {
  process.stdout.write(`${JSON.stringify(event)}\n`);
}

function showText(event: ChatEvent): void {
  switch (event.type) {
    case 'text':
      process.stdout.write(forTerminal(event.delta, process.stdout.isTTY === true));
      return;
    case 'decision':
      for (const reason of event.sensitivity?.reasons ?? []) process.stderr.write(`switchyard: ${reason}\n`);
      return;
    case 'attempt':
      if (event.waitsFor !== undefined)
        process.stderr.write(`switchyard: ${event.model} is waited for: ${waitWords(event)}\n`);
      if (event.part === 'stronger')
        process.stderr.write(`switchyard: asking ${event.model}: ${event.because ?? ''}\n`);
      if (event.part === 'agreed')
        process.stderr.write(`switchyard: the answer of ${event.model} instead: ${event.because ?? ''}\n`);
      return;
    case 'fallback':
      process.stderr.write(`\nswitchyard: ${event.from} failed (${event.error.message}); asking ${event.to}\n`);
      return;
    case 'done':
      process.stdout.write('\n');
      if (event.answeredAt !== undefined) {
        const when = new Date(event.answeredAt).toLocaleString();
        process.stderr.write(`switchyard: this is an earlier answer to the same question, of ${when}\n`);
      }
      if (event.cutBy !== undefined)
        process.stderr.write('switchyard: stopped there: the budget has no more left for this answer\n');
      if (event.remark !== undefined) process.stderr.write(`switchyard: ${event.remark}\n`);
      if (event.finishReason === 'contentFilter')
        process.stderr.write(`switchyard: ${filteredError(event.vendor).message}\n`);
      return;
    case 'error':
      process.stderr.write(`\nswitchyard: ${failureWords(event)}\n`);
  }
}

function waitWords({ waitsFor = '', waitMs }: AttemptEvent): string {
  return waitMs === undefined ? waitsFor : `${waitsFor}, free in ${Math.ceil(waitMs / 1000)} s`;
}
