/** Where an address of the internet protocol leads. */
export type AddressKind = 'public' | 'loopback' | 'private';

/** Whether an IPv4 or IPv6 address is this machine's own, one of a local network (or of no use), or anyone's. */
export function addressKind(address: string): AddressKind {
  const plain = address
    .replace(/^\[|\]$/g, '')
    .replace(/%.*$/, '')
    .toLowerCase();
  if (plain.includes(':')) return kindOfV6(plain);
  const parts = plain.split('.').map(Number);
  if (parts.length !== 4 || parts.some((part) => !Number.isInteger(part) || part < 0 || part > 255)) return 'private';
  return kindOfV4(parts);
}

/** iana.org/assignments/iana-ipv4-special-registry */
function kindOfV4([a = 0, b = 0, c = 0, d = 0]: readonly number[]): AddressKind {
  if (a === 127) return 'loopback';
  const isPrivate =
    a === 0 ||
    a === 10 ||
    (a === 100 && b >= 64 && b < 128) ||
    (a === 169 && b === 254) ||
    // A virtual machine's host in Azure: learn.microsoft.com/azure/virtual-network/what-is-ip-address-168-63-129-16
    (a === 168 && b === 63 && c === 129 && d === 16) ||
    (a === 172 && b >= 16 && b < 32) ||
    (a === 192 && b === 168) ||
    (a === 192 && b === 0 && (c === 0 || c === 2)) ||
    (a === 198 && (b === 18 || b === 19 || (b === 51 && c === 100))) ||
    (a === 203 && b === 0 && c === 113) ||
    a >= 224;
  return isPrivate ? 'private' : 'public';
}

/** Only global unicast is public (iana.org/assignments/ipv6-address-space); what holds an IPv4 address is as that is. */
function kindOfV6(address: string): AddressKind {
  const groups = expand(address);
  if (groups === undefined) return 'private';
  const [first = 0, second = 0, third = 0] = groups;
  const head = groups.slice(0, 5).every((group) => group === 0);
  const [high = 0, low = 0] = groups.slice(6);
  const v4 = (a: number, b: number) => kindOfV4([a >> 8, a & 255, b >> 8, b & 255]);
  if (head && groups[5] === 0xffff) return v4(high, low);
  if (head && groups[5] === 0 && high === 0 && low === 1) return 'loopback';
  if (first === 0x64 && second === 0xff9b) {
    return groups.slice(2, 6).every((group) => group === 0) ? v4(high, low) : 'private';
  }
  if (first === 0x2002) return v4(second, third);
  if (first === 0x2001 && (second === 0 || second === 0xdb8)) return 'private';
  return first >= 0x2000 && first < 0x4000 ? 'public' : 'private';
}

function expand(address: string): number[] | undefined {
  const dotted = /^(.*:)(\d+)\.(\d+)\.(\d+)\.(\d+)$/.exec(address);
  const [, prefix = '', ...bytes] = dotted ?? [];
  const [a = 0, b = 0, c = 0, d = 0] = bytes.map(Number);
  const text = dotted === null ? address : `${prefix}${((a << 8) | b).toString(16)}:${((c << 8) | d).toString(16)}`;
  const [left = '', right] = text.split('::');
  const parse = (side: string) => (side === '' ? [] : side.split(':').map((group) => Number.parseInt(group, 16)));
  const [before, after] = [parse(left), parse(right ?? '')];
  const gap = 8 - before.length - after.length;
  if (right === undefined ? gap !== 0 : gap < 0) return undefined;
  const groups = [...before, ...new Array<number>(gap).fill(0), ...after];
  return groups.some((group) => Number.isNaN(group) || group > 0xffff) ? undefined : groups;
}
