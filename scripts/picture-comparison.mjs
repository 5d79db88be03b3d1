import pixelmatch from 'pixelmatch';
import { PNG } from 'pngjs';

/** Share of the pixels that may differ: letters are drawn a little differently by each version of a browser. */
const tolerance = 0.002;

/**
 * @param {Buffer | undefined} reference
 * @param {Buffer} picture
 * @returns {{ same: boolean, reason: string, difference?: Buffer }}
 */
export function comparePictures(reference, picture) {
  if (!reference) return { same: false, reason: 'there is no reference yet' };
  const [before, now] = [PNG.sync.read(reference), PNG.sync.read(picture)];
  if (before.width !== now.width || before.height !== now.height) {
    const reason = `${now.width} x ${now.height} pixels, not ${before.width} x ${before.height}`;
    return { same: false, reason };
  }
  const difference = new PNG({ width: now.width, height: now.height });
  // Pixels of antialiasing do not count.
  const differing = pixelmatch(before.data, now.data, difference.data, now.width, now.height, { threshold: 0.1 });
  const share = differing / (now.width * now.height);
  return {
    same: share <= tolerance,
    reason: `${(share * 100).toFixed(2)} % of the pixels differ`,
    difference: PNG.sync.write(difference),
  };
}
