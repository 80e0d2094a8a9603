/** Pages of messages, newest first. A skip token is a place in the order, not a count. */
import type { Message } from '../state/model.ts';
import { z } from 'zod';
import type { OrderedIndex, Position } from '../state/ordered-index.ts';
import { linkWith } from './answer.ts';
import { readToken, writeToken } from './odata.ts';
import type { GraphCall } from './service.ts';

const position = z.tuple([z.number(), z.number()]);

export interface Page {
  readonly messages: readonly Message[];
  /** Null on the last page. */
  readonly nextLink: string | null;
}

/** One page of an index, starting at the request's `$skiptoken`. */
export const page = (
  call: GraphCall,
  index: OrderedIndex<Message>,
  options: {
    readonly top: number;
    readonly positionOf: (message: Message) => Position;
    readonly accept?: (message: Message) => boolean;
    /** Ends the walk: nothing older is wanted. */
    readonly stop?: (message: Message) => boolean;
  },
): Page => {
  const token = call.query.get('$skiptoken');
  const found = index.newestFirst({
    limit: options.top + 1,
    olderThan: token === null ? undefined : position.parse(readToken(token)),
    accept: options.accept,
    stop: options.stop,
  });
  const messages = found.slice(0, options.top);
  const last = messages.at(-1);
  const more = found.length > options.top && last;
  return {
    messages,
    nextLink: more ? linkWith(call, '$skiptoken', writeToken(options.positionOf(last))) : null,
  };
};
