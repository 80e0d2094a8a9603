/** The line that `npm run try` prints of one message. */
import type { Message } from '../../../renderer/model/index.ts';
import { convert } from './convert.ts';
import type { Tried } from './payload.ts';
import { shownText } from './shown.ts';

export interface Line {
  readonly service: string;
  /** What the screen shows, as plain text; null for what is put aside. */
  readonly shown: string | null;
  /** What the other service gets, Markdown or HTML; null for what is not carried. */
  readonly carried: string | null;
  /** Whom the message mentions, in its own words. */
  readonly mentions: readonly string[];
  readonly files: readonly string[];
  readonly reactions: readonly string[];
  readonly discarded: string | null;
}

/** Tries one message. */
export const lineOf = async (tried: Tried): Promise<Line> => {
  const { service, message, people, carried, discarded, reactions } = await convert(tried);
  return {
    service,
    shown: message === null ? null : shownText(message, people, tried.server),
    carried,
    mentions: message?.mentions.map(({ text }) => text) ?? [],
    files: message?.files.map(fileName) ?? [],
    reactions,
    discarded,
  };
};

const fileName = ({ name, id }: Message['files'][number]): string =>
  name || id.slice(id.lastIndexOf('/') + 1);
