/** The line that `npm run try` prints for one message. */
import type { Message } from '../../../renderer/model/index.ts';
import { convert } from './convert.ts';
import type { Tried } from './payload.ts';
import { shownText } from './shown.ts';

export interface Line {
  readonly service: string;
  /** The text on the screen, as plain text; null if the message is put aside. */
  readonly shown: string | null;
  /** The content for the other service, Markdown or HTML; null if it is not carried. */
  readonly carried: string | null;
  /** The people whom the message mentions, in its own words. */
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
