/** A made-up photo: a small PNG of one colour that depends on the person. */
import { crc32, deflateSync } from 'node:zlib';
import { hexOf } from '../state/ids.ts';

export const portraitSize = 48;

const chunk = (type: string, data: Uint8Array): Buffer => {
  const body = Buffer.concat([Buffer.from(type, 'latin1'), data]);
  const frame = Buffer.alloc(8);
  frame.writeUInt32BE(data.length, 0);
  frame.writeUInt32BE(crc32(body), 4);
  return Buffer.concat([frame.subarray(0, 4), body, frame.subarray(4)]);
};

/** The bytes of a PNG of `portraitSize` squared. */
export const portrait = (seed: string): Uint8Array => {
  const colour = Buffer.from(hexOf(seed).slice(0, 6), 'hex');
  const row = Buffer.concat([Buffer.from([0]), ...Array.from({ length: portraitSize }, () => colour)]);
  const header = Buffer.alloc(13);
  header.writeUInt32BE(portraitSize, 0);
  header.writeUInt32BE(portraitSize, 4);
  header.set([8, 2, 0, 0, 0], 8);
  return Buffer.concat([
    Buffer.from([0x89, 0x50, 0x4e, 0x47, 0x0d, 0x0a, 0x1a, 0x0a]),
    chunk('IHDR', header),
    chunk('IDAT', deflateSync(Buffer.concat(Array.from({ length: portraitSize }, () => row)))),
    chunk('IEND', new Uint8Array()),
  ]);
};
