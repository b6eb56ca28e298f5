import { expect, test } from 'vitest';
import { isPrivatePath } from '../../../src/core/privacy/privateFile.ts';

test.each([
  '.env',
  'app/.env.local',
  '.\\.npmrc',
  'conf\\id_rsa',
  'secrets/db.txt',
  'k8s/secrets/a.yaml',
  'home/.ssh/config',
  '.aws/config',
  '.kube/config',
  '.docker/config.json',
  '.gnupg/pubring.kbx',
  'id_ed25519_sk',
  'terraform.tfstate',
  'terraform.tfstate.backup',
  'prod.tfvars',
  'prod.tfvars.json',
  '.yarnrc.yml',
  'auth.json',
  '.vault-token',
  'login.ppk',
  'AuthKey.p8',
  'service-account-prod.json',
])('%s may hold a secret', (path) => expect(isPrivatePath(path)).toBe(true));

test.each([
  'src/auth.ts',
  'src/environment.ts',
  'src/keys.ts',
  'docker/Dockerfile',
  'src/aws/client.ts',
  'src/service-account.ts',
  'main.tf',
  'ssh/readme.md',
  'yarn.lock',
])('%s is an ordinary file', (path) => expect(isPrivatePath(path)).toBe(false));
