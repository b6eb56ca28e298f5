/** The columns of a ledger row, in the order in which they are written. */
export const ATTEMPT_COLUMNS = `request_id, attempt, started_at, source, conversation_id, task, difficulty, model, provider,
  outcome, finish_reason, input_tokens, cached_input_tokens, cache_write_tokens, output_tokens, reasoning_tokens,
  estimated, cost_nano, cost_source, first_token_ms, total_ms, response_id`;
