/** Ids in the forms Teams gives them: from a plan's keys (the same in every run) or from the world's randomness. */
import { createHash } from 'node:crypto';

/** 32 hexadecimal digits that depend on `text` only. */
export const hexOf = (text: string): string => createHash('sha256').update(text).digest('hex').slice(0, 32);

/** 32 hexadecimal digits from a source of randomness. */
export const randomHex = (random: () => number): string => {
  let hex = '';
  while (hex.length < 32) {
    hex += Math.floor(random() * 0x1_0000_0000)
      .toString(16)
      .padStart(8, '0');
  }
  return hex;
};

/** The GUID made of 32 hexadecimal digits. */
export const guidOf = (hex: string): string =>
  [
    hex.slice(0, 8),
    hex.slice(8, 12),
    `4${hex.slice(13, 16)}`,
    `8${hex.slice(17, 20)}`,
    hex.slice(20, 32),
  ].join('-');

/** A one-to-one chat's id: both user ids in order, so the same two people always have the same chat (Microsoft's examples). */
export const oneOnOneId = (first: string, second: string): string =>
  `19:${[first, second].sort().join('_')}@unq.gbl.spaces`;

export const groupChatId = (hex: string): string => `19:${hex}@thread.v2`;

export const meetingChatId = (hex: string): string =>
  `19:meeting_${Buffer.from(guidOf(hex)).toString('base64')}@thread.v2`;

/** Channels of teams from the first years are threads of Skype, to this day. */
export const channelId = (hex: string): string =>
  `19:${hex}@thread.${Number.parseInt(hex.charAt(0), 16) < 4 ? 'skype' : 'tacv2'}`;

/** A hosted content's id: base64 of its storage address, as in Graph. */
export const hostedContentId = (hex: string): string =>
  Buffer.from(
    `id=x_0-wus-d9-${hex},type=1,url=https://us-api.asm.skype.com/v1/objects/0-wus-d9-${hex}/views/imgo`,
  ).toString('base64url');
