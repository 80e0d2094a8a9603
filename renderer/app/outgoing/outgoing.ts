/**
 * The user's unsent messages, as a timeline shows them. They are joined from the page's intents and the acts that the engine has made of
 * them. Pure.
 */
import type {
  AccountId,
  CarryKey,
  ConversationId,
  Message,
  MessageId,
  PersonId,
  Service,
} from '../../model/index.ts';
import type {
  AttemptFailure,
  AttemptRow,
  AttemptState,
  CarriedFile,
  SendingIntent,
  SettledAttemptRow,
  WrittenFile,
  WrittenText,
} from '../../store/index.ts';
import { plainOfDocument } from '../../text/document/index.ts';
import { attemptText } from '../../text/fingerprint.ts';
import { readBody } from '../../text/read-body.ts';

/** A message that the user has sent in Isthmus, and that is not known to be on the service yet. */
export interface Outgoing {
  readonly id: CarryKey;
  readonly accountId: AccountId;
  /** The service that it goes to; null if it is not known yet. */
  readonly service: Service | null;
  readonly target: ConversationId;
  /** When the user sent it, ms on this machine's clock. */
  readonly at: number;
  readonly text: WrittenText;
  readonly files: readonly OutgoingFile[];
  readonly state: OutgoingState;
}

export interface OutgoingFile extends WrittenFile {
  /** How much of it is uploaded; null before the first byte. */
  readonly carried: CarriedFile | null;
}

export type OutgoingState = AttemptState | { readonly kind: 'failed'; readonly reason: AttemptFailure };

/** The rows that were read for one conversation. */
export interface OutgoingRows {
  /** Open acts, in order. */
  readonly attempts: readonly AttemptRow[];
  readonly failed: readonly SettledAttemptRow[];
  /** Intents that the engine has not processed yet, in order. */
  readonly intents: readonly SendingIntent[];
}

/** All unsent messages of a conversation, in the order of sending, with later edits applied. */
export const outgoingOf = ({ attempts, failed, intents }: OutgoingRows): readonly Outgoing[] => {
  const found = new Map<CarryKey, Outgoing>();
  for (const row of [...failed, ...attempts])
    if (row.want.kind === 'send' && row.state.kind !== 'done' && row.state.kind !== 'discarded')
      found.set(row.key, outgoing(row, row.want, row.state, row.files));
  // A message that may have been sent already is changed by acts of its own, which wait behind it.
  for (const { want } of attempts) {
    if (want.kind === 'send' || want.of.kind !== 'attempt') continue;
    if (want.kind === 'remove') found.delete(want.of.key);
    if (want.kind === 'edit') change(found, want.of.key, want.text);
  }
  for (const intent of intents) intended(found, intent);
  return [...found.values()].sort((a, b) => a.at - b.at);
};

type Named = Pick<AttemptRow, 'key' | 'accountId' | 'target' | 'at'>;

const outgoing = (
  { key, accountId, target, at }: Named,
  { text, files }: { readonly text: WrittenText; readonly files: readonly WrittenFile[] },
  state: OutgoingState,
  carried: readonly CarriedFile[] = [],
): Outgoing => ({
  ...{ id: key, accountId, service: null, target, at, text, state },
  files: files.map((file) => ({ ...file, carried: carried.find(({ of }) => of === file.id) ?? null })),
});

const change = (found: Map<CarryKey, Outgoing>, key: CarryKey, text: WrittenText): void => {
  const known = found.get(key);
  if (known) found.set(key, { ...known, text });
};

const intended = (found: Map<CarryKey, Outgoing>, intent: SendingIntent): void => {
  const { key, accountId, conversationId: target, at } = intent;
  const known = found.get(key);
  switch (intent.kind) {
    case 'send':
      if (!known) found.set(key, outgoing({ key, accountId, target, at }, intent, { kind: 'queued' }));
      return;
    case 'edit-unsent':
      // If the message has arrived meanwhile, it is edited there and not shown here.
      if (known) found.set(key, outgoing({ ...known, key }, intent, unsettled(known.state)));
      return;
    case 'remove-unsent':
      found.delete(key);
      return;
    case 'send-again':
      if (known) found.set(key, { ...known, state: unsettled(known.state) });
      return;
  }
};

/** The state after the engine has seen the user's new wish. */
const unsettled = (state: OutgoingState): OutgoingState =>
  state.kind === 'sending' ? state : { kind: 'queued' };

/**
 * Whether a message of the mirror is this unsent message, before its act is known to be done. The service's news may be faster than its
 * answer. The key decides. If the service keeps no keys, the text decides, if no other act has made that message (engine/sending/look.ts).
 */
export const arrivedAs = (
  { id, target, state }: Outgoing,
  message: Message,
  me: PersonId | null,
): 'this' | 'perhaps' | 'another' => {
  if (message.conversationId !== target) return 'another';
  if (message.carryKey === id) return 'this';
  if (state.kind !== 'sending' || state.act.kind !== 'send' || state.act.keyed) return 'another';
  const { act, after } = state;
  const mayBe =
    message.authorId === me &&
    message.createdAt >= after &&
    message.kind === 'message' &&
    message.deletedAt === null &&
    attemptText(readBody(message), message.files.length) === act.text;
  return mayBe ? 'perhaps' : 'another';
};

/** A message to show until the real one arrives. `before`: the newest message above it; the result is never older. */
export const standIn = (
  { id, accountId, target, at, text }: Outgoing,
  me: PersonId | null,
  before: Message | undefined,
): Message => ({
  id: idOf(id),
  ...{ accountId, conversationId: target, threadId: text.threadId },
  createdAt: Math.max(at, before?.createdAt ?? 0),
  ...{ version: 0, kind: 'message', authorId: me, authorName: null, editedAt: null, deletedAt: null },
  ...{ subject: text.subject, importance: text.importance },
  // The document itself is shown, so there is no source text.
  body: { format: 'text', content: '' },
  plain: plainOfDocument(text.document),
  ...{ mentions: [], mentionsMe: false, reactions: [], files: [], attachments: [] },
  ...{ system: null, pinned: false, note: null, carryKey: id },
});

/** No service has such an id. */
const idOf = (key: string): MessageId => key as MessageId;
