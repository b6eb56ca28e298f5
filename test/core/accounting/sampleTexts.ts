/** Texts of the kinds that requests are made of; our own writing. */
export const SAMPLES: Readonly<Record<string, string>> = {
  english: `The nightly import has been slow since Tuesday, and I would like to understand why before we change anything.
It reads about forty thousand rows from the partner's export, compares each of them with what we already have, and writes
the difference. Nothing in the code has changed this week, so my guess is that the table has grown past the point where a
sequential scan was cheap. Could you explain how I would find out whether an index is missing, and what I should look at
first? Please keep it short: a few commands that I can run, what their output would mean, and what you would try next.`,
  typescript: `export async function readConfig(file: string, signal: AbortSignal): Promise<Config> {
  const text = await readFile(file, { encoding: 'utf8', signal });
  const parsed = configSchema.safeParse(JSON.parse(text));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    throw new ConfigError(\`\${file}: \${issue?.path.join('.') ?? '?'} \${issue?.message ?? 'is wrong'}\`);
  }
  for (const [name, provider] of Object.entries(parsed.data.providers)) {
    if (provider.baseUrl !== undefined && !URL.canParse(provider.baseUrl)) {
      throw new ConfigError(\`\${name}.baseUrl is no address\`);
    }
  }
  return { ...DEFAULTS, ...parsed.data };
}`,
  python: `class RollingMean:
    """Mean of the last n values, in constant time per value."""

    def __init__(self, size: int) -> None:
        if size < 1:
            raise ValueError("size must be positive")
        self._values: deque[float] = deque(maxlen=size)
        self._sum = 0.0

    def add(self, value: float) -> float:
        if len(self._values) == self._values.maxlen:
            self._sum -= self._values[0]
        self._values.append(value)
        self._sum += value
        return self._sum / len(self._values)
`,
  json: JSON.stringify(
    {
      orders: Array.from({ length: 6 }, (_, i) => ({
        id: 48_210 + i * 37,
        customer: ['Hansen', 'Okafor', 'Lindqvist'][i % 3],
        total: 19.9 + i * 7.35,
        shipped: i % 2 === 0,
        items: [{ sku: `AB-${1000 + i * 13}`, quantity: i + 1 }],
      })),
    },
    null,
    2,
  ),
  log: Array.from(
    { length: 10 },
    (_, i) =>
      `2026-03-${10 + i}T08:${10 + i * 4}:${11 + i * 3}.${100 + i * 71}Z WARN  [worker-${i % 4}] job 7f3a${i}c9e retried after ${i * 250} ms: connection reset`,
  ).join('\n'),
  german: `Seit dem letzten Umbau dauert die nächtliche Übertragung fast doppelt so lange wie vorher. Wir haben inzwischen
geprüft, ob die Datenbank überlastet ist, aber die Auswertung zeigt keine Auffälligkeiten. Könntest du uns bitte erklären,
wie man die Verzögerung eingrenzen kann, ohne den laufenden Betrieb zu stören? Eine kurze Aufstellung der wichtigsten
Schritte würde vollkommen genügen.`,
  russian: `После последнего обновления ночная загрузка занимает почти вдвое больше времени, чем раньше. Мы уже проверили,
не перегружена ли база данных, но ничего необычного не нашли. Объясни, пожалуйста, как найти причину задержки, не мешая
работе остальных служб. Достаточно короткого списка самых важных шагов.`,
  chinese: `自从上次更新以后，夜间导入的时间几乎是以前的两倍。我们已经检查过数据库的负载，没有发现任何异常。请简单说明一下，如何在不影响
正常运行的情况下找出延迟的原因？只需要列出最重要的几个步骤，以及每一步的结果说明了什么问题。`,
  japanese: `先週の更新以降、夜間の取り込み処理に以前のほぼ二倍の時間がかかっています。データベースの負荷は確認しましたが、特に異常は
見つかりませんでした。通常の運用に影響を与えずに遅延の原因を突き止める方法を、簡潔に説明してください。`,
};
