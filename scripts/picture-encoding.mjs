import { crc32, deflateSync } from 'node:zlib';
import { PNG } from 'pngjs';

/**
 * The same picture, several times smaller: with a palette. Beyond 256 colours, the rarest become their nearest.
 * @param {Buffer} picture a PNG
 * @returns {Buffer} a PNG
 */
export function encodePicture(picture) {
  const { width, height, data } = PNG.sync.read(picture);
  /** @type {Map<number, number>} */
  const counts = new Map();
  const colours = new Uint32Array(width * height);
  for (let pixel = 0; pixel < colours.length; pixel++) {
    const colour = data.readUInt32BE(pixel * 4) >>> 8;
    colours[pixel] = colour;
    counts.set(colour, (counts.get(colour) ?? 0) + 1);
  }
  const ordered = [...counts].sort(([, a], [, b]) => b - a).map(([colour]) => colour);
  const palette = ordered.slice(0, 256);
  const indexes = new Map(ordered.map((colour) => [colour, nearest(palette, colour)]));

  const lines = Buffer.alloc((width + 1) * height);
  for (let y = 0; y < height; y++) {
    for (let x = 0; x < width; x++) lines[y * (width + 1) + 1 + x] = indexes.get(colours[y * width + x] ?? 0) ?? 0;
  }
  const header = Buffer.alloc(13);
  header.writeUInt32BE(width, 0);
  header.writeUInt32BE(height, 4);
  header.set([8, 3], 8);
  return Buffer.concat([
    Buffer.from('\x89PNG\r\n\x1a\n', 'latin1'),
    chunk('IHDR', header),
    chunk('PLTE', Buffer.from(palette.flatMap((colour) => channels(colour)))),
    chunk('IDAT', deflateSync(lines, { level: 9, memLevel: 9 })),
    chunk('IEND', Buffer.alloc(0)),
  ]);
}

/**
 * @param {number[]} palette
 * @param {number} colour
 */
function nearest(palette, colour) {
  const exact = palette.indexOf(colour);
  if (exact >= 0) return exact;
  const wanted = channels(colour);
  const distances = palette.map((other) =>
    channels(other).reduce((sum, channel, index) => sum + (channel - (wanted[index] ?? 0)) ** 2, 0),
  );
  return distances.indexOf(Math.min(...distances));
}

/** @param {number} colour */
function channels(colour) {
  return [colour >> 16, (colour >> 8) & 255, colour & 255];
}

/**
 * @param {string} type
 * @param {Buffer} content
 */
function chunk(type, content) {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), content]);
  const frame = Buffer.alloc(content.length + 12);
  frame.writeUInt32BE(content.length, 0);
  body.copy(frame, 4);
  frame.writeUInt32BE(crc32(body), content.length + 8);
  return frame;
}
