/** For tests of reading: a body of HTML, and the documents that are expected of it. */
import type { Mention, PersonId } from '../../../model/index.ts';
import type { Block, Inline } from '../../document/index.ts';
import { plainOfDocument, textInline } from '../../document/index.ts';
import { readTeamsBody, type TeamsMessageBody } from '../index.ts';

/** The blocks of a message of this HTML. */
export const read = (content: string, rest: Partial<TeamsMessageBody> = {}): readonly Block[] =>
  readTeamsBody({ body: { format: 'html', content }, mentions: [], attachments: [], files: [], ...rest })
    .blocks;
/** What a person reads of blocks. */
export const plainOfBlocks = (blocks: readonly Block[]): string => plainOfDocument({ blocks });
/** Text as an inline. */
export const text = textInline;
/** Somebody whom only the service can tell, as the screen shows them. */
export const named = (name: string): Inline => ({ kind: 'text', text: name, look: { names: 'people' } });
/** Inlines with a mark. */
export const marked = (
  kind: 'strong' | 'emphasis' | 'strike' | 'underline',
  ...children: Inline[]
): Inline => ({
  kind,
  children,
});
/** Somebody of the account, by a key. */
export const personWithKey = (key: string): PersonId => `account/user/${key}` as PersonId;
/** A mention as the mirror has it. */
export const mention = (key: string, name: string): Mention => ({
  kind: 'person',
  personId: personWithKey(key),
  text: name,
});
/** A mention as a document has it. */
export const mentioned = (key: string, name: string): Inline => ({
  kind: 'mention',
  target: { kind: 'person', personId: personWithKey(key) },
  text: name,
});
