/**
 * What the user writes in Isthmus and what is not sent yet, as a timeline shows it: put together from the intents of the page and the acts
 * that the engine has made of them. Pure.
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

/** A message that its user has sent off, and that is not on the service yet, as far as is known. */
export interface Outgoing {
  readonly id: CarryKey;
  readonly accountId: AccountId;
  /** The service that it goes to; null while that is not known. */
  readonly service: Service | null;
  readonly target: ConversationId;
  /** When it was wanted, ms on this machine's clock. */
  readonly at: number;
  readonly text: WrittenText;
  readonly files: readonly OutgoingFile[];
  readonly state: OutgoingState;
}

export interface OutgoingFile extends WrittenFile {
  /** How far it has got; null before the first byte. */
  readonly carried: CarriedFile | null;
}

export type OutgoingState = AttemptState | { readonly kind: 'failed'; readonly reason: AttemptFailure };

/** What was read of one conversation. */
export interface OutgoingRows {
  /** Open acts, in order. */
  readonly attempts: readonly AttemptRow[];
  readonly failed: readonly SettledAttemptRow[];
  /** What the engine has not looked at yet, in order. */
  readonly intents: readonly SendingIntent[];
}

/** All that is to be sent into a conversation, in the order in which it was wanted; as it is wanted now. */
export const outgoingOf = ({ attempts, failed, intents }: OutgoingRows): readonly Outgoing[] => {
  const found = new Map<CarryKey, Outgoing>();
  for (const row of [...failed, ...attempts])
    if (row.want.kind === 'send' && row.state.kind !== 'done' && row.state.kind !== 'discarded')
      found.set(row.key, outgoing(row, row.want, row.state, row.files));
  // What may have been sent already is changed by acts of their own, which wait behind it.
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
      // What has arrived meanwhile is edited there, and is no longer shown by this.
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

/** How it stands once the engine has seen that the user wants it after all. */
const unsettled = (state: OutgoingState): OutgoingState =>
  state.kind === 'sending' ? state : { kind: 'queued' };

/**
 * Whether a message of the mirror is the one that this has become, before its act is known to be done: a service's own news may be sooner
 * than its answer. It is by its key; by its text it may be, where the service keeps no keys and no other act has made the message
 * (engine/sending/look.ts).
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

/** Stands in the place of the message that this becomes. `before`: the newest message above it; it is never shown as older. */
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
  // What is shown is the document itself.
  body: { format: 'text', content: '' },
  plain: plainOfDocument(text.document),
  ...{ mentions: [], mentionsMe: false, reactions: [], files: [], attachments: [] },
  ...{ system: null, pinned: false, note: null, carryKey: id },
});

/** No message of a service has such an id. */
const idOf = (key: string): MessageId => key as MessageId;
