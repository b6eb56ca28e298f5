import { startSimulator } from '../test/simulator/simulator.ts';

/** The providers that the benchmarks ask: answers of 64 tokens at once, and two ways of being dead. */
const model = { m: { text: 'word '.repeat(64), tokens: 64 } };
const simulator = await startSimulator({
  providers: {
    healthy: { key: 'bench', models: model },
    broken: { key: 'bench', models: { m: { status: 500 } } },
    limited: { key: 'bench', models: { m: { status: 429 } } },
  },
});
console.log(simulator.url);
process.stdin.resume().once('end', () => void simulator.close());
