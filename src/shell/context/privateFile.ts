/** Files that tend to hold secrets. */
const PRIVATE_FILE =
  /(?:^|\/)(?:[^/]*\.?env(?:rc|\.[^/]*)?|[^/]*\.(?:pem|key|p12|pfx|jks|keystore|kdbx)|id_(?:rsa|dsa|ed25519|ecdsa)|[^/]*(?:secret|credential|password)[^/]*|\.(?:npmrc|netrc|pypirc|pgpass|git-credentials|htpasswd))$/i;

/** Whether a path looks like a secret's: such a file is sent when it is attached by hand, and by no sweep. */
export function isPrivatePath(path: string): boolean {
  return PRIVATE_FILE.test(path);
}
