/** A refusal as OpenAI's clients read it. */
export interface ErrorBody {
  readonly message: string;
  readonly type: string;
  readonly param: string | null;
  readonly code: string | null;
  /** What each target said, where some were asked. */
  readonly switchyard?: { readonly kind: string; readonly attempts: readonly unknown[] };
}

/** An answer that is an error: its HTTP status, body and further headers. */
export class ApiError extends Error {
  readonly status: number;
  readonly body: ErrorBody;
  readonly headers: Readonly<Record<string, string>>;

  constructor(
    status: number,
    body: Partial<ErrorBody> & Pick<ErrorBody, 'message'>,
    headers: Readonly<Record<string, string>> = {},
  ) {
    super(body.message);
    this.status = status;
    this.body = { type: status < 500 ? 'invalid_request_error' : 'server_error', param: null, code: null, ...body };
    this.headers = headers;
  }

  /** A request that cannot be understood, and where. */
  static bad(message: string, param: string | null = null, code: string | null = null): ApiError {
    return new ApiError(400, { message, param, code });
  }

  /** A field that is not as it must be; `words` is the end of a sentence that begins with its name. */
  static field(param: string, words: string): ApiError {
    return ApiError.bad(`"${param}" ${words}.`, param);
  }
}
