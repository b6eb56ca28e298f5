/** A provider's calls since a time, and those that still run. */
export const STARTS = `
SELECT model, at, input_tokens AS inputTokens, output_tokens AS outputTokens, lease_until AS leaseUntil
FROM limit_starts WHERE provider = ? AND (at >= ? OR lease_until > 0) ORDER BY at`;

export const LEARNT = `
SELECT scope, name, counts, most, remaining, gradual, since, at, reset_at AS resetAt
FROM limits_learnt WHERE provider = ?`;

export const INSERT = `
INSERT INTO limit_starts (provider, model, at, input_tokens, output_tokens, lease_until) VALUES (?, ?, ?, ?, ?, ?)`;

/** Those that count no more: ended, or their process died. */
export const FORGET_STARTS = 'DELETE FROM limit_starts WHERE provider = ? AND at < ? AND lease_until < ?';

export const RENEW = 'UPDATE limit_starts SET lease_until = ? WHERE id = ? AND lease_until > 0';
export const END = 'UPDATE limit_starts SET input_tokens = ?, output_tokens = ?, lease_until = 0 WHERE id = ?';
export const END_AS_EXPECTED = 'UPDATE limit_starts SET lease_until = 0 WHERE id = ?';

export const LEARN = `
INSERT INTO limits_learnt (provider, scope, name, counts, most, remaining, gradual, since, at, reset_at)
VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
ON CONFLICT (provider, scope, name) DO UPDATE SET counts = excluded.counts, most = excluded.most,
  remaining = excluded.remaining, gradual = excluded.gradual, since = excluded.since, at = excluded.at,
  reset_at = excluded.reset_at`;

export const FORGET_LEARNT = 'DELETE FROM limits_learnt WHERE provider = ? AND reset_at < ?';
