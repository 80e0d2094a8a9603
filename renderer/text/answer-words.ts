/**
 * What the relay's bot writes to somebody who sent it a message's link. As all words in messages for others it is English, and in no page's catalogue
 * (docs/decisions/0028-words-in-copies.md).
 */
import type { Service } from '../model/index.ts';
import { type Document, textInline } from './document/index.ts';

/** What is known of the message that somebody asked about. */
export type AskedReactions =
  | { readonly kind: 'not-known' }
  | {
      readonly kind: 'counted';
      /** Where the reactions are. */
      readonly on: Service;
      readonly reactions: readonly {
        readonly emoji: string | null;
        readonly name: string;
        readonly count: number;
      }[];
    };

const services: Readonly<Record<Service, string>> = { teams: 'Teams', mattermost: 'Mattermost' };
const counts = new Intl.NumberFormat('en');
const lists = new Intl.ListFormat('en');

/** The answer as a message. */
export const reactionsAnswer = (asked: AskedReactions): Document => ({
  blocks: [{ kind: 'paragraph', children: [textInline(answerWords(asked))] }],
});

const answerWords = (asked: AskedReactions): string => {
  switch (asked.kind) {
    case 'not-known':
      return 'I do not carry that message, or you are not in its conversation. Send me the link of a message in a linked conversation that you are in, and I tell you its reactions on the other side.';
    case 'counted': {
      const service = services[asked.on];
      if (asked.reactions.length === 0) return `Nobody has reacted to it in ${service}.`;
      const each = asked.reactions.map(
        ({ emoji, name, count }) => `${emoji ?? `:${name.replaceAll(':', '')}:`} ${counts.format(count)}`,
      );
      return `Reactions in ${service}: ${lists.format(each)}.`;
    }
  }
};
