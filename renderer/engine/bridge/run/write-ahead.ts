/** Writes down that a message is about to be sent. After a crash the row says that it may have been sent, and how to recognise it. */
import type { Draft } from '../../../connectors/writing.ts';
import { type DressingNote, otherService } from '../../../model/index.ts';
import {
  type CarriedFile,
  isSettled,
  type OutboxRow,
  readNewestMessage,
  readOutboxRow,
  setOutboxState,
} from '../../../store/index.ts';
import type { Gathered } from '../decide/gather.ts';
import { answeredBefore, triesOf } from '../../sending/attempt.ts';
import { type Planning, planOf, saysNothing } from '../text/planning.ts';
import { attemptText } from '../../../text/fingerprint.ts';

/** Which part of its message a draft is (from 0), and of how many; what stands around the text belongs to the first. */
export interface PartOf {
  readonly part: number;
  readonly parts: number;
  readonly dressing?: DressingNote | undefined;
}

export type Ahead =
  /** This draft goes next, as this part. It is written down already. */
  | { readonly kind: 'goes'; readonly draft: Draft; readonly of: PartOf }
  /** The message was edited and became shorter before its last parts were sent. */
  | { readonly kind: 'has-all-parts' }
  /** The draft has nothing that the other side would show. */
  | { readonly kind: 'says-nothing' }
  /** The user gave the message up while its files were on their way. */
  | { readonly kind: 'given-up' };

/**
 * The next part of a message that is to be sent. One transaction reads it all, because several would each wait for other users of the
 * database.
 */
export const writeAhead = (
  planning: Planning,
  { messageId, state }: OutboxRow,
  gathered: Gathered,
  { part, files }: { readonly part: number; readonly files: readonly CarriedFile[] },
): Promise<Ahead> => {
  const { database } = planning;
  const { outbox, messages, people, twins, links, conversations } = database;
  // The last four tables: whom and what the text mentions, and where the message was written.
  const tables = [outbox, messages, people, twins, links, conversations];
  return database.transaction('rw', tables, async () => {
    const held = await readOutboxRow(database, messageId);
    if (!held || isSettled(held.state)) return { kind: 'given-up' };
    const { drafts, dressing } = await planOf(planning, gathered, files);
    const draft = drafts[part];
    if (draft === undefined) return { kind: 'has-all-parts' };
    if (drafts.length === 1 && saysNothing(draft)) return { kind: 'says-nothing' };
    const target = gathered.link[otherService(gathered.service)];
    const newest = await readNewestMessage(database, target);
    await setOutboxState(database, messageId, {
      kind: 'sending',
      act: {
        kind: 'send',
        text: attemptText(draft.document, draft.files.length),
        version: gathered.message.version,
        part,
        parts: drafts.length,
        ...(part === 0 ? { dressing } : {}),
      },
      after: newest?.createdAt ?? 0,
      retryAt: 0,
      tries: triesOf(state),
      ...answeredBefore(state),
    });
    return {
      kind: 'goes',
      draft,
      of: { part, parts: drafts.length, dressing: part === 0 ? dressing : undefined },
    };
  });
};
