/** Time-based one-time passwords (RFC 6238, SHA-1, 6 digits, 30 s), as authenticator apps make them. */
import { createHmac, timingSafeEqual } from 'node:crypto';

const decodeBase32 = (text: string): Buffer => {
  let bits = '';
  for (const character of text.replace(/(?<!=)=+$/, '').toUpperCase()) {
    const value = 'ABCDEFGHIJKLMNOPQRSTUVWXYZ234567'.indexOf(character);
    if (value >= 0) bits += value.toString(2).padStart(5, '0');
  }
  return Buffer.from((bits.match(/.{8}/g) ?? []).map((byte) => parseInt(byte, 2)));
};

/** The code of `secret` (base32) at `now` (ms); `steps` 30-second steps earlier or later. */
export const totp = (secret: string, now: number, steps = 0): string => {
  const counter = Buffer.alloc(8);
  counter.writeBigUInt64BE(BigInt(Math.floor(now / 30_000) + steps));
  const digest = createHmac('sha1', decodeBase32(secret)).update(counter).digest();
  const offset = (digest.at(-1) ?? 0) & 0xf;
  return String((digest.readUInt32BE(offset) & 0x7fffffff) % 1_000_000).padStart(6, '0');
};

/** Whether `code` is valid now, one step earlier or one step later (Mattermost's window of 3). */
export const isTotp = (secret: string, code: string, now: number): boolean =>
  [-1, 0, 1].some((steps) => {
    const right = Buffer.from(totp(secret, now, steps));
    const given = Buffer.from(code);
    return right.length === given.length && timingSafeEqual(right, given);
  });
