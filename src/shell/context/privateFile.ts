/** Files that tend to hold secrets. */
const PRIVATE_FILE = new RegExp(
  `(?:^|/)(?:${[
    '[^/]*\\.?env(?:rc|\\.[^/]*)?',
    '[^/]*\\.(?:pem|key|p8|p12|pfx|ppk|jks|keystore|kdbx|tfstate|tfvars)',
    '[^/]*\\.(?:tfstate|tfvars)\\.[^/]*',
    'id_(?:rsa|dsa|ed25519|ecdsa)(?:_sk)?',
    '[^/]*(?:secret|credential|password)[^/]*',
    '\\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|htpasswd|vault-token|yarnrc\\.yml)',
    'auth\\.json',
    'service-account[^/]*\\.json',
  ].join('|')})$`,
  'i',
);

/** Folders of which every file may be one. */
const PRIVATE_FOLDER = /(?:^|\/)(?:secrets|\.(?:ssh|aws|kube|docker|gnupg))\//i;

/** Whether a path looks like a secret's: such a file is sent when it is attached by hand, and by no sweep. */
export function isPrivatePath(path: string): boolean {
  // A path in a prompt file may be written as Windows does.
  const plain = path.replaceAll('\\', '/');
  return PRIVATE_FILE.test(plain) || PRIVATE_FOLDER.test(plain);
}
