import type { ErrorKind } from '../../core/chat/errors.ts';

/**
 * Vendors' names for faults that mean one thing, in lower case without punctuation and without a last "error" or
 * "exception". Names that are used for anything (`invalid_request_error`, `api_error`, `unknown_error`) are left out.
 * Sources: platform.openai.com/docs/guides/error-codes, docs.claude.com/en/api/errors,
 * cloud.google.com/apis/design/errors, learn.microsoft.com/azure/ai-services/openai/quotas-limits,
 * openrouter.ai/docs/api-reference/errors, docs.z.ai/api-reference/api-code (numbers of four digits),
 * alibabacloud.com/help/en/model-studio/error-code, platform.kimi.ai/docs/api/errors, console.groq.com/docs/errors,
 * docs.zenmux.ai/guide/advanced/error-codes, SiliconFlow's numbers of five digits, ggml-org/llama.cpp#15780.
 */
const NAMES: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: `authentication auth unauthenticated invalidapikey incorrectapikey invalidauthentication missingapikey
    apikeyinvalid apikeyexpired credentialsmissing accesstokenexpired expiredtoken unrecognizedclient
    accessdeniedunpurchased modelaccessdenied accessterminated accountdeactivated unsupportedcountryregionterritory
    modeltermsrequired
    1000 1001 1002 1003 1004 1110 1111 1112 1121 1220`,
  quota: `insufficientquota insufficientbalance insufficientcredit insufficientcredits insufficientfunds
    insufficientuserquota notenoughbalance paymentrequired billing billingdisabled billingnotactive
    billinghardlimitreached creditbalanceexhausted enforcedspendlimitreached usagelimitreached exceededcurrentquota
    credits arrearage prepaidbilloverdue postpaidbilloverdue allocationquotafreetieronly rejectnocredit
    quoteexceeded budgetexceeded 1113 1309 1310 30001 30011`,
  rateLimit: '1302 1303 1304 1308 1313',
  overloaded: `overloaded engineoverloaded serverisoverloaded serveroverloaded unavailable serviceunavailable
    modelnotready capacityexceeded servicetiercapacityexceeded 1305 1312 50505 50603`,
  server: 'toolusefailed jsonvalidatefailed internal 1120 1230 1234',
  timeout: 'timeout requesttimeout gatewaytimeout deadlineexceeded modeltimeout',
  contextLength: `contextlengthexceeded contextwindowexceeded exceedcontextsize requesttoolarge stringabovemaxlength
    toomanytokens tokenslimitreached modelmaxprompttokensexceeded 1261`,
  contentFilter: `contentfilter contentfiltered contentpolicyviolation responsibleaipolicyviolation
    imagecontentpolicyviolation datainspectionfailed safetycheckfailed 1300 1301`,
  modelNotFound: `modelnotfound notfound modelnotavailable modelnotsupported invalidmodel unknownmodel
    modeldecommissioned deploymentnotfound resourcenotfound modelnotexist unavailablemodel unsupportedmodel
    unsupportedapiformodel operationnotsupported 1211 1221 1222 1311 20012`,
  badRequest: `unsupportedparameter unsupportedvalue unknownparameter invalidfunctionparameters invalidjsonschema
    extraforbidden 1210 1213 1214 1215`,
};

/** Names that are used loosely: of an empty purse too, or of a request that never fits. */
const LOOSE: Readonly<Partial<Record<ErrorKind, string>>> = {
  auth: 'permission permissiondenied forbidden accessdenied unauthorized',
  rateLimit: `ratelimit ratelimited ratelimitexceeded ratelimitreached toomanyrequests throttling throttled
    throttlingratequota throttlingburstrate throttlingallocationquota limitrequests requestquotaexceeded
    tokenquotaexceeded resourceexhausted slowdown`,
};

/** What a vendor's name for a fault means, and whether its words may know better. */
interface Meaning {
  readonly kind: ErrorKind;
  readonly loose: boolean;
}

const MEANINGS: ReadonlyMap<string, Meaning> = new Map([...meanings(NAMES, false), ...meanings(LOOSE, true)]);

function meanings(table: typeof NAMES, loose: boolean): [string, Meaning][] {
  return Object.entries(table).flatMap(([kind, names]) =>
    names.split(/\s+/).map((name): [string, Meaning] => [name, { kind: kind as ErrorKind, loose }]),
  );
}

/** What a vendor's name for a fault means: `RateLimitError`, `rate_limit_error` and `RATE_LIMIT` are one. */
export function meaningOf(name: string): Meaning | undefined {
  const plain = name.toLowerCase().replace(/[^a-z0-9]/g, '');
  return MEANINGS.get(plain) ?? MEANINGS.get(plain.replace(/(?:error|exception)$/, ''));
}
