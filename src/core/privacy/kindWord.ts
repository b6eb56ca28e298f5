import type { Leak } from '../ports/leakDetector.ts';
import { say } from '../words.ts';

/** What was found, in a few words that fit beside a level: `AWS key`, `e-mail address`. */
export function kindWord({ type, kind }: Leak): string {
  switch (kind) {
    case 'email':
      return say('e-mail address');
    case 'phone':
      return say('phone number');
    case 'card':
      return say('payment card');
    case 'iban':
      return say('IBAN');
    case 'password':
      return say('password');
    case 'privatekey':
      return say('private key');
    case 'api-key':
      return say('API key');
    case 'jwt':
      return say('JSON web token');
    case 'basicauth':
    case 'database-connection-string':
      return say('password in an address');
    default: {
      if (type === 'personal') return say('national id');
      const vendor = VENDORS[kind];
      return vendor === undefined ? say('secret ({0})', kind) : say('{0} key', vendor);
    }
  }
}

/** Whose keys the rules of secretlint are about, as they write themselves. */
const VENDORS: Readonly<Record<string, string>> = {
  '1password': '1Password',
  anthropic: 'Anthropic',
  aws: 'AWS',
  cloudflare: 'Cloudflare',
  databricks: 'Databricks',
  docker: 'Docker',
  figma: 'Figma',
  github: 'GitHub',
  gitlab: 'GitLab',
  google: 'Google',
  grafana: 'Grafana',
  groq: 'Groq',
  'hashicorp-vault': 'Vault',
  huggingface: 'Hugging Face',
  linear: 'Linear',
  notion: 'Notion',
  npm: 'npm',
  openai: 'OpenAI',
  sendgrid: 'SendGrid',
  shopify: 'Shopify',
  slack: 'Slack',
  stripe: 'Stripe',
  tailscale: 'Tailscale',
  vercel: 'Vercel',
};
