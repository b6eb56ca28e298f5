import { existsSync } from 'node:fs';
import { join } from 'node:path';
import process from 'node:process';
import { ask } from './ask.ts';
import { audit } from './audit.ts';
import { classifyLines } from './classifyLines.ts';
import { createCliEngine } from './cliEngine.ts';
import { type CliOptions, readArguments } from './readArguments.ts';
import { routeLines } from './routeLines.ts';
import { simulate } from './simulate.ts';
import { stats } from './stats.ts';
import { UsageError } from './usageError.ts';

const HELP = `switchyard COMMAND [--config FILE] [--data-dir DIR]

  ask [PROMPT]    ask; the prompt comes from stdin without one, or for "-"
                  [--task T] [--model PROVIDER/MODEL] [--system TEXT] [--max-output-tokens N] [--json]
  classify        JSON lines {id, prompt, context?} to {id, task, difficulty, complexity, language, confidence}
  route           the same lines to {id, task, difficulty, strategy, targets, rejected}
  serve [--port N]
                  an OpenAI-compatible server on 127.0.0.1 for other programs of this machine; the first line
                  of stdout is {"url", "token"}, the token SWITCHYARD_TOKEN or a random one
  simulate --workload FILE|--ledger [--baseline PROVIDER/MODEL] [--json]
                  what JSON lines {prompt or task and difficulty, inputTokens, outputTokens, count} ("-": stdin), or
                  the answers of the last 30 days, would cost with this configuration; asks nobody, needs no key
  stats [--json]  what the ledger says of each model and task
  audit [--json] [--days N]
                  what was decided about earlier requests and how they ended, the newest first
  import FILE|--env [--json]
                  a LiteLLM or Continue file ("-": stdin), or the environment, as a switchyard.json
  export litellm  the routing as a LiteLLM config.yaml

Keys come from SWITCHYARD_API_KEY_<PROVIDER> and are sent only to the provider's own origin or to one
listed in SWITCHYARD_ALLOWED_ORIGINS.`;

/** Runs one command; the exit code: 0 done, 1 the request failed, 2 unusable arguments or configuration. */
export async function main(argv: readonly string[]): Promise<number> {
  hushSqliteWarning();
  try {
    const { command, options, rest } = readArguments(argv);
    if (options.help === true || command === undefined || command === 'help') {
      process.stdout.write(`${HELP}\n`);
      return command === undefined && options.help !== true ? 2 : 0;
    }
    return await run(command, rest, options);
  } catch (error) {
    if (!(error instanceof UsageError)) throw error;
    process.stderr.write(`switchyard: ${error.message}\n`);
    return 2;
  }
}

async function run(command: string, rest: readonly string[], options: CliOptions): Promise<number> {
  if (!['ask', 'classify', 'route', 'serve', 'simulate', 'stats', 'audit', 'import', 'export'].includes(command)) {
    throw new UsageError(`unknown command ${command}; see --help`);
  }
  if (command === 'import') return (await import('./exchange.ts')).exchange.bring(rest, options);
  if (command !== 'ask' && command !== 'export') {
    const [surplus] = rest;
    if (surplus !== undefined) throw new UsageError(`${command} takes no argument (${surplus})`);
    process.stdout.once('error', endWithReader);
  }
  if (command === 'classify') return classifyLines();
  if (command === 'stats' || command === 'audit' || options.ledger === true) tellMissingLedger(options['data-dir']);
  const engine = await createCliEngine({ ...options, keyless: command === 'simulate' });
  try {
    if (command === 'ask') return await ask(engine, rest, options);
    if (command === 'export') return (await import('./exchange.ts')).exchange.exportSetup(rest, engine.setup);
    if (command === 'serve') return await (await import('./serve.ts')).serve(engine, options.port);
    if (command === 'route') return await routeLines(engine);
    if (command === 'simulate') return await simulate(engine, options);
    if (command === 'audit') return audit(engine.audit, options, Date.now());
    return stats(engine, options.json === true);
  } finally {
    await engine.close();
  }
}

/** A mistyped folder must not look like one in which nothing was spent. */
function tellMissingLedger(folder: string | undefined): void {
  if (folder !== undefined && !existsSync(join(folder, 'ledger.db'))) {
    process.stderr.write(`switchyard: there is no ledger in ${folder} yet\n`);
  }
}

/** A reader that goes away (`| head`) has what it wanted; `ask` has a request to stop first. */
function endWithReader(error: NodeJS.ErrnoException): never {
  if (error.code !== 'EPIPE') process.stderr.write(`switchyard: ${error.message}\n`);
  process.exit(error.code === 'EPIPE' ? 0 : 1);
}

/** Node calls its SQLite experimental on stderr at every start; everything else it warns of still shows. */
function hushSqliteWarning(): void {
  const { emitWarning } = process;
  process.emitWarning = ((warning: string | Error, ...rest: never[]) => {
    if (!String(warning).includes('SQLite')) emitWarning.call(process, warning, ...rest);
  }) as typeof process.emitWarning;
}
