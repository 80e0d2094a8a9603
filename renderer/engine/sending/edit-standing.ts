/** Whether an edit is still to be written, by the message as it now stands. Pure. */
import type { Message } from '../../model/index.ts';
import { type AttemptWant, editionOf } from '../../store/index.ts';
import type { Document } from '../../text/document/index.ts';
import { fingerprint } from '../../text/fingerprint.ts';

export interface EditSurroundings {
  /** The edit was asked for before, and it is not known what came of it. */
  readonly wasAsked: boolean;
  /** Reads a message's body. */
  readonly read: (message: Message) => Document;
}

/**
 * `done`: the message says what was wanted. `edited-since`: somebody, which is the user on another device, or carrying, has given it another
 * text since the user saw it. A message that the mirror does not have is asked for.
 */
export const editStanding = (
  message: Message | undefined,
  { text, edition }: Extract<AttemptWant, { readonly kind: 'edit' }>,
  { wasAsked, read }: EditSurroundings,
): 'due' | 'done' | 'gone' | 'edited-since' => {
  if (message === undefined) return 'due';
  if (message.deletedAt !== null) return 'gone';
  const isSame = edition === undefined || editionOf(message) === edition;
  const saysIt =
    message.subject === text.subject && fingerprint(read(message)) === fingerprint(text.document);
  if (saysIt && (wasAsked || !isSame)) return 'done';
  return isSame ? 'due' : 'edited-since';
};
