import { parseArgs } from 'node:util';
import type { SimulatedProvider } from './behaviour.ts';
import { demoProviders } from './demoScenario.ts';
import { startSimulator } from './simulator.ts';

// node test/simulator/main.ts --port N --scenario demo|plain: runs until it is stopped; the first line of stdout is JSON.
const scenarios: Readonly<Record<string, Readonly<Record<string, SimulatedProvider>>>> = {
  demo: demoProviders,
  plain: { sim: { models: { instant: {}, steady: { firstTokenMs: 200, tokensPerSecond: 50 } } } },
};

const { values } = parseArgs({
  options: { port: { type: 'string', default: '0' }, scenario: { type: 'string', default: 'demo' } },
});
const providers = scenarios[values.scenario];
if (!providers) {
  console.error(`Unknown scenario ${values.scenario}; there are: ${Object.keys(scenarios).join(', ')}`);
  process.exit(2);
}
const simulator = await startSimulator({ providers, port: Number(values.port) });
const baseUrls = Object.fromEntries(Object.keys(providers).map((name) => [name, simulator.baseUrl(name)]));
console.log(JSON.stringify({ url: simulator.url, port: simulator.port, baseUrls }));
