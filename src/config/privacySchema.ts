import * as z from 'zod';
import { LEVELS } from '../core/privacy/level.ts';
import { REDACTIONS } from '../core/privacy/privacyRules.ts';
import { explainedEnum } from './enumWords.ts';

const days = z.int().min(0).max(36_500);

/** What a provider says, or the user knows, of what becomes of that which is sent to it. */
export const dataPolicySchema = z.strictObject({
  retentionDays: days.optional().describe('How many days it is kept; 0: not beyond the answer.'),
  trainsOnData: z.boolean().optional().describe('Whether its models learn from what they are sent.'),
  region: z.string().min(1).max(40).optional().describe('Where it is kept, for example EU, US or CN.'),
});

const levelRuleSchema = z.strictObject({
  trainsOnData: z.literal(false).optional().describe('Only who is known not to learn from it.'),
  maxRetentionDays: days.optional().describe('Only who is known to keep it no longer than so many days.'),
  regions: z.array(z.string().min(1)).min(1).optional().describe('Only who is known to keep it in one of these.'),
  localOnly: z.boolean().optional().describe('Only servers on this machine.'),
  providers: z.array(z.string().min(1)).optional().describe('Only these providers, by their ids.'),
});

const patterns = z.array(z.string().min(1).max(400));
const level = explainedEnum(LEVELS, {
  public: 'Nothing to lose.',
  internal: 'Not meant for everybody.',
  confidential: 'By default it goes only to those who are known not to learn from it.',
});
const levelOrOff = explainedEnum(['off', ...LEVELS], {
  off: 'It is not looked for.',
  public: 'It is named, and nothing else.',
  internal: 'It makes a question internal.',
  confidential: 'It makes a question confidential.',
});

/** Which level may go where, and what raises it. What is absent is as it is by default, or as the wider scope has it. */
export const privacySchema = z.strictObject({
  levels: z
    .strictObject({
      public: levelRuleSchema.optional().describe('Who may get what has nothing to lose; everybody by default.'),
      internal: levelRuleSchema.optional().describe('Who may get what is internal; everybody by default.'),
      confidential: levelRuleSchema
        .optional()
        .describe('Who may get what is confidential; by default those who are known not to learn from it.'),
    })
    .optional()
    .describe('Who may get what is of a level: all that is named must hold, and what is not known does not hold.'),
  globs: z
    .strictObject({
      public: patterns.optional().describe('Files that the built-in list takes for secrets without reason.'),
      internal: patterns.optional(),
      confidential: patterns.optional().describe('Besides the built-in list of keys, .env files and the like.'),
    })
    .optional()
    .describe('Files whose path alone raises the level, for example **/contracts/**.'),
  detect: z
    .strictObject({
      secrets: levelOrOff.optional().describe('Keys, tokens and passwords; confidential by default.'),
      personalData: levelOrOff
        .optional()
        .describe('E-mail addresses, phone numbers, cards, bank accounts and national ids; internal by default.'),
    })
    .optional()
    .describe('What is looked for in all that is about to be sent.'),
  redact: explainedEnum(REDACTIONS, {
    off: 'Everything is sent as it is.',
    secrets: 'Secrets that are found are replaced by placeholders, which are put back in the answer.',
    secretsAndPersonal: 'Personal data too.',
  })
    .optional()
    .describe('What is replaced before it leaves this machine.'),
  defaultLevel: level.optional().describe('The level of everything else; public by default.'),
});

/** The setting as the table of all of them has it. */
export const PRIVACY_SETTING = {
  schema: privacySchema,
  default: {},
  scope: 'window',
  tightenOnly: true,
  description:
    'Which questions may go to whom. By default secrets that are found are replaced by placeholders before a question leaves this machine, and files like `.env` or keys go only to providers who are known not to learn from them. A workspace can make this stricter, never looser.',
} as const;
