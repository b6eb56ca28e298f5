/** Files that tend to hold secrets. */
const PRIVATE_FILE = new RegExp(
  `(?:^|/)(?:${[
    '[^/]*\\.?env(?:rc|\\.[^/]*)?',
    '[^/]*\\.(?:pem|key|p8|p12|pfx|ppk|jks|keystore|kdbx|tfstate|tfvars)',
    '[^/]*\\.(?:tfstate|tfvars)\\.[^/]*',
    'id_(?:rsa|dsa|ed25519|ecdsa)(?:_sk)?',
    '\\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|htpasswd|vault-token|yarnrc\\.yml)',
    'auth\\.json',
    'service-account[^/]*\\.json',
  ].join('|')})$`,
  'i',
);

/** Files that may hold some, by their name: also the code that handles them has it. */
const TELLING_NAME = /(?:secret|credential|password)[^/]*$/i;
const SOURCE_CODE =
  /\.(?:[cm]?[jt]sx?|vue|svelte|py|rb|php|java|kt|scala|groovy|go|rs|c|h|cc|cpp|hpp|m|mm|swift|cs|fs|vb|dart|lua|r|pl|ex|exs|erl|hs|clj|sh|sql|html?|css|scss|less|md|mdx|rst|adoc)$/i;

/** Folders of which every file may be one. */
const PRIVATE_FOLDER = /(?:^|\/)(?:secrets|\.(?:ssh|aws|kube|docker|gnupg))\//i;

/** Whether a path looks like a secret's: such a file is sent when it is attached by hand, and by no sweep. */
export function isPrivatePath(path: string): boolean {
  return isSecretPath(path) || TELLING_NAME.test(path);
}

/** Whether a path is a secret's without much doubt: code that is named after what it handles is none. */
export function isSecretPath(path: string): boolean {
  // A path in a prompt file may be written as Windows does.
  const plain = path.replaceAll('\\', '/');
  return (
    PRIVATE_FILE.test(plain) || PRIVATE_FOLDER.test(plain) || (TELLING_NAME.test(plain) && !SOURCE_CODE.test(plain))
  );
}
