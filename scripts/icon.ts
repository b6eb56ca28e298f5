import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { crc32, deflateSync } from 'node:zlib';

/** Draws media/icon.png: one track that a switch splits in two. `npm run icon` makes it anew. */
const SIZE = 256;
const BACKGROUND = [24, 48, 72] as const;
const TRACK = [236, 242, 248] as const;
const CHOSEN = [86, 196, 140] as const;

type Point = readonly [number, number];
type Colour = readonly [number, number, number];

interface Stroke {
  readonly points: readonly Point[];
  readonly width: number;
  readonly colour: Colour;
}

/** A quarter of an S: the curve by which a switch leaves the straight track. */
function curve([x0, y0]: Point, [x1, y1]: Point): Point[] {
  return Array.from({ length: 41 }, (_, step) => {
    const t = step / 40;
    return [x0 + (x1 - x0) * (t * t * (3 - 2 * t)), y0 + (y1 - y0) * t];
  });
}

const STROKES: readonly Stroke[] = [
  {
    points: [
      [92, 214],
      [92, 42],
    ],
    width: 20,
    colour: TRACK,
  },
  { points: curve([92, 168], [172, 84]).concat([[172, 42]]), width: 20, colour: CHOSEN },
  {
    points: [
      [92, 214],
      [92, 168],
    ],
    width: 20,
    colour: CHOSEN,
  },
];

function distance([px, py]: Point, [ax, ay]: Point, [bx, by]: Point): number {
  const [dx, dy] = [bx - ax, by - ay];
  const t = Math.min(1, Math.max(0, ((px - ax) * dx + (py - ay) * dy) / (dx * dx + dy * dy || 1)));
  return Math.hypot(px - ax - t * dx, py - ay - t * dy);
}

/** How much of a pixel a shape covers, from its distance to the shape's edge. */
function coverage(inside: number): number {
  return Math.min(1, Math.max(0, inside + 0.5));
}

function pixel(point: Point): number[] {
  const [x, y] = point;
  const radius = 56;
  const corner = Math.hypot(
    Math.max(0, Math.abs(x - 128) - (128 - radius)),
    Math.max(0, Math.abs(y - 128) - (128 - radius)),
  );
  let colour: number[] = [...BACKGROUND];
  for (const stroke of STROKES) {
    const near = Math.min(
      ...stroke.points.slice(1).map((end, index) => distance(point, stroke.points[index] ?? end, end)),
    );
    const part = coverage(stroke.width / 2 - near);
    colour = colour.map((channel, index) => channel * (1 - part) + (stroke.colour[index] ?? 0) * part);
  }
  return [...colour.map(Math.round), Math.round(255 * coverage(radius - corner))];
}

function chunk(type: string, data: Buffer): Buffer {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
}

const rows = Array.from({ length: SIZE }, (_, y) => [
  0,
  ...Array.from({ length: SIZE }, (_, x) => pixel([x + 0.5, y + 0.5])).flat(),
]);
const header = Buffer.alloc(13);
header.writeUInt32BE(SIZE, 0);
header.writeUInt32BE(SIZE, 4);
header.set([8, 6, 0, 0, 0], 8);
const png = Buffer.concat([
  Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
  chunk('IHDR', header),
  chunk('IDAT', deflateSync(Buffer.from(rows.flat()), { level: 9 })),
  chunk('IEND', Buffer.alloc(0)),
]);
writeFileSync(join(import.meta.dirname, '../media/icon.png'), png);
