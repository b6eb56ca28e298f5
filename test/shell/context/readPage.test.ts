import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { addressKind } from '../../../src/shell/context/addressKind.ts';
import { checkedFetch } from '../../../src/shell/context/checkedFetch.ts';
import { pageText } from '../../../src/shell/context/pageText.ts';
import { readPage } from '../../../src/shell/context/readPage.ts';

type Answers = Readonly<Record<string, () => Response>>;
const HOSTS: Readonly<Record<string, string[]>> = {
  'a.test': ['93.184.216.34'],
  'inner.test': ['10.0.0.7'],
  'mixed.test': ['93.184.216.34', '127.0.0.1'],
  'mine.test': ['127.0.0.1'],
};

/** Reads a page of a web made of these answers; the addresses that were asked come back too. */
async function read(url: string, answers: Answers = {}) {
  const asked: string[] = [];
  const page = await readPage(url, new AbortController().signal, {
    fetch: async (input, init) => {
      asked.push(String(input));
      expect(init?.redirect).toBe('manual');
      const answer = answers[String(input)];
      if (answer === undefined) throw new TypeError('fetch failed');
      return answer();
    },
    resolve: async (host) => {
      const found = HOSTS[host];
      if (found === undefined) throw new Error('ENOTFOUND');
      return found;
    },
  });
  return { page, asked };
}

const html = (text: string) => () => new Response(text, { headers: { 'content-type': 'text/html; charset=utf-8' } });
const to = (location: string) => () => new Response(null, { status: 302, headers: { location } });

describe('a page', () => {
  test('is its title and its words', async () => {
    const { page } = await read('https://a.test/x', { 'https://a.test/x': html('<title>T</title><p>Hello</p>') });
    expect(page).toEqual({ title: 'T', text: 'Hello', url: 'https://a.test/x' });
  });

  test('is followed to where it leads, but not into a local network', async () => {
    const answers = {
      'https://a.test/1': to('/2'),
      'https://a.test/2': html('<p>two</p>'),
      'https://a.test/3': to('http://inner.test/'),
    };
    expect((await read('https://a.test/1', answers)).page).toMatchObject({ text: 'two', url: 'https://a.test/2' });
    const led = await read('https://a.test/3', answers);
    expect(led.page).toEqual({ problem: 'inner.test is in a local network: it is not read.' });
    expect(led.asked).toEqual(['https://a.test/3']);
  });

  test.each([
    'http://10.1.2.3/',
    'http://169.254.169.254/latest/meta-data',
    'http://[fe80::1]/',
    'http://[::ffff:10.0.0.1]/',
    'http://2130706433.inner.test/',
    'http://inner.test/',
    'http://mixed.test/',
    'http://mine.test:3000/',
    'http://0x0a000001/',
  ])('%s is refused without asking', async (url) => {
    const { page, asked } = await read(url);
    if (url.includes('2130706433')) expect('problem' in page).toBe(true);
    else {
      expect(page).toMatchObject({ problem: expect.stringContaining('local network') });
      expect(asked).toEqual([]);
    }
  });

  test('of this machine is read where the user gave its address, never where a page leads there', async () => {
    const answers = { 'http://127.0.0.1:3000/': html('<p>mine</p>'), 'https://a.test/': to('http://127.0.0.1:3000/') };
    expect((await read('http://127.0.0.1:3000/', answers)).page).toMatchObject({ text: 'mine' });
    expect((await read('https://a.test/', answers)).page).toMatchObject({
      problem: expect.stringContaining('local network'),
    });
  });

  test('says why it cannot be read', async () => {
    const problem = async (url: string, answers?: Answers) =>
      ((await read(url, answers)).page as { problem: string }).problem;
    const loop = { 'https://a.test/': to('/') };
    expect(await problem('https://a.test/', loop)).toBe('The page leads on too many times.');
    expect(await problem('ftp://a.test/')).toBe('Only pages of the web can be read.');
    expect(await problem('https://u:p@a.test/')).toContain('password');
    expect(await problem('https://a.test/')).toBe('The page cannot be reached.');
    const unknown = await read('https://unknown.test/', { 'https://unknown.test/': html('<p>inner</p>') });
    expect(unknown).toEqual({ page: { problem: 'The page cannot be reached.' }, asked: [] });
    const missing = { 'https://a.test/': () => new Response('no', { status: 404 }) };
    expect(await problem('https://a.test/', missing)).toBe('The page cannot be read: HTTP 404.');
    const picture = { 'https://a.test/': () => new Response('x', { headers: { 'content-type': 'image/png' } }) };
    expect(await problem('https://a.test/', picture)).toBe('It is no text (image/png).');
    const huge = {
      'https://a.test/': () => new Response('x'.repeat(2_000_001), { headers: { 'content-type': 'text/plain' } }),
    };
    expect(await problem('https://a.test/', huge)).toBe('The page is larger than 2 MB.');
    expect(await problem('https://a.test/', { 'https://a.test/': html('<script>x</script>') })).toContain('no text');
  });
});

describe('a page of a real server', () => {
  const asked: string[] = [];
  const server = createServer(({ url, headers }, response) => {
    asked.push(`${headers.host}${url}`);
    if (url === '/away') response.writeHead(302, { location: 'http://rebound.test/' }).end();
    else if (url === '/none') response.writeHead(204).end();
    else response.writeHead(200, { 'content-type': 'text/plain', 'content-encoding': 'gzip' }).end(gzipSync('mine'));
  });
  let port = 0;
  beforeAll(async () => {
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    port = (server.address() as AddressInfo).port;
  });
  afterAll(() => server.close());

  const readReal = (url: string, answers: string[][]) => {
    const resolve = async () => answers.shift() ?? [];
    return readPage(url, new AbortController().signal, { resolve, fetch: checkedFetch(resolve) });
  };

  test('is read from localhost, unpacked', async () => {
    expect(await readReal(`http://localhost:${port}/`, [['127.0.0.1']])).toMatchObject({ text: 'mine' });
    expect(await readReal(`http://127.0.0.1:${port}/`, [])).toMatchObject({ text: 'mine' });
    expect(await readReal(`http://127.0.0.1:${port}/none`, [])).toMatchObject({ problem: expect.any(String) });
  });

  test('is not reached by a name that leads elsewhere once it was looked at, nor by a redirect', async () => {
    asked.length = 0;
    const gone = { problem: 'The page cannot be reached.' };
    expect(await readReal(`http://rebound.test:${port}/`, [['93.184.216.34'], ['127.0.0.1']])).toEqual(gone);
    expect(await readReal(`http://localhost:${port}/`, [['10.0.0.1']])).toEqual(gone);
    expect(asked).toEqual([]);
    const led = await readReal(`http://localhost:${port}/away`, [['127.0.0.1'], ['93.184.216.34', '127.0.0.1']]);
    expect(led).toMatchObject({ problem: expect.stringContaining('local network') });
    expect(asked).toEqual([`localhost:${port}/away`]);
  });
});

test('addresses are of this machine, of a local network, or anyone’s', () => {
  const kinds = (addresses: string) => addresses.split(' ').map(addressKind);
  expect(new Set(kinds('127.0.0.1 127.9.9.9 ::1 ::ffff:127.0.0.1 ::ffff:7f00:1'))).toEqual(new Set(['loopback']));
  expect(
    new Set(kinds('10.0.0.1 172.16.0.1 192.168.1.1 169.254.1.1 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255')),
  ).toEqual(new Set(['private']));
  expect(
    new Set(
      kinds(
        '168.63.129.16 64:ff9b:1::1 64:ff9b:1::5db8:d822 :: fe80::1 fc00::1 fd12::1 ff02::1 64:ff9b::a00:1 2002:a00:1::1 2001:db8::1 nonsense',
      ),
    ),
  ).toEqual(new Set(['private']));
  expect(
    new Set(kinds('93.184.216.34 172.32.0.1 2606:2800:220:1::1 168.63.129.17 64:ff9b::5db8:d822 ::ffff:93.184.216.34')),
  ).toEqual(new Set(['public']));
});

describe('the text of a page', () => {
  test('keeps headings, lists and code, and nothing that runs or decorates', () => {
    const { title, text } = pageText(
      '<!doctype html><html><head><title> A &amp; B </title><style>p{}</style></head><body><nav>Menu</nav>' +
        '<h2>Use</h2><p>One\n <b>two</b>&nbsp;three<br>four</p><ul><li>x</li><li>y</li></ul>' +
        '<pre><code>if (a &lt; b) {\n  go();\n}</code></pre><script>evil("</p>")</script><!-- no --><footer>F</footer></body>',
    );
    expect(title).toBe('A & B');
    expect(text).toBe('## Use\n\nOne two three\nfour\n\n- x\n- y\n\n```\nif (a < b) {\n  go();\n}\n```');
  });

  test('is its main part where that has words', () => {
    const words = 'Many words. '.repeat(30).trim();
    expect(pageText(`<div>Around</div><main><p>${words}</p></main><div>Below</div>`).text).toBe(words);
  });

  test('of any hostile page is there at once', () => {
    const since = performance.now();
    for (const piece of ['<nav>', '<script', '<a<', '<pre>', '<!--', '&#', '<title>', '</div', '<main>']) {
      pageText(piece.repeat(200_000));
    }
    expect(performance.now() - since).toBeLessThan(4000);
  });
});
