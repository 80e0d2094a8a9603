/** Carries out one decision: asks the service, and says what to remember. What the service answers is for the caller to store. */
import type { Draft, SharedMemoryCapability, WritingCapability, Written } from '../../connectors/writing.ts';
import type { CarryKey, Change, Message, MessageId, Result, Service } from '../../model/index.ts';
import { sharedKeyOf, succeeded } from '../../model/index.ts';
import type { CounterpartRow } from '../../store/index.ts';
import { reactionOf, snapshotOf } from './compare.ts';
import { otherSide } from './context.ts';
import type { Decision } from './decide.ts';
import type { Gathered } from './gather.ts';

/** What came of an act: changes for the mirror, and the row as it now should be; null when no row is concerned. */
export interface Performed {
  readonly changes: readonly Change[];
  readonly row: CounterpartRow | null;
  /** Messages whose new form the service did not tell: to be asked for. */
  readonly unseen: readonly MessageId[];
}

export interface Performing {
  readonly writing: Readonly<Record<Service, WritingCapability>>;
  readonly memory: SharedMemoryCapability;
  readonly signal: AbortSignal;
}

/** The act's key: the same for every attempt to carry this form of this message, so that Mattermost takes it once. */
const keyOf = (message: Message): CarryKey => `${sharedKeyOf(message.id)}@${message.version}` as CarryKey;

/** Writes the counterpart of a message. */
export const performSend = (
  { writing, signal }: Performing,
  { link, service, message }: Gathered,
  draft: Draft,
): Promise<Result<Written>> =>
  writing[otherSide(service)].send(
    link[otherSide(service)],
    draft,
    {
      key: keyOf(message),
      note:
        service === 'teams'
          ? { kind: 'mark', origin: 'teams', teams: [sharedKeyOf(message.id)], part: 0, parts: 1 }
          : null,
    },
    signal,
  );

/** The row of a message that has just got its counterpart. */
export const rowOfSent = (
  { link, service, message }: Pick<Gathered, 'link' | 'service' | 'message'>,
  copy: Message | null,
  copyId: MessageId,
): CounterpartRow => ({
  id: message.id,
  linkId: link.id,
  origin: service,
  copies: [copyId],
  mine: true,
  originBase: snapshotOf(message),
  copyBase: copy === null ? null : snapshotOf(copy),
  reactions: [],
});

/** The form of a message that an answer tells; null when it does not. */
export const formIn = (changes: readonly Change[], id: MessageId): Message | null => {
  for (const change of changes)
    if (change.kind === 'message' && change.message.id === id) return change.message;
  return null;
};

type Act = Extract<Decision, { kind: 'edit' | 'remove' | 'restore' | 'react' | 'mark' }>;

/** Everything but sending: acts that may be repeated without harm. */
export const performAct = async (
  given: Performing,
  gathered: Gathered,
  act: Act,
  draft: Draft | null,
): Promise<Result<Performed>> => {
  const { row, origin } = gathered;
  if (row === null) return succeeded({ changes: [], row: null, unseen: [] });
  const { writing, memory, signal } = given;
  const copyService = otherSide(row.origin);
  switch (act.kind) {
    case 'edit': {
      const toCopy = act.from === 'origin';
      const target = toCopy ? row.copies[0] : row.id;
      if (target === undefined || draft === null) return succeeded({ changes: [], row, unseen: [] });
      const answer = await writing[toCopy ? copyService : row.origin].edit(target, draft, signal);
      if (!answer.ok) return answer;
      const form = formIn(answer.value.changes, target);
      const written = form === null ? null : snapshotOf(form);
      const source = toCopy ? origin : (gathered.copies[0] ?? null);
      const read = source === null ? null : snapshotOf(source);
      return succeeded({
        changes: answer.value.changes,
        unseen: form === null ? [target] : [],
        row: { ...row, originBase: toCopy ? read : written, copyBase: toCopy ? written : read },
      });
    }
    case 'remove': {
      const ids = act.from === 'copy' ? row.copies : [row.id];
      const changes: Change[] = [];
      for (const id of ids) {
        const answer = await writing[act.from === 'copy' ? copyService : row.origin].remove(id, signal);
        if (!answer.ok) return answer;
        changes.push(...answer.value);
      }
      const gone = (snapshot: CounterpartRow['copyBase']): CounterpartRow['copyBase'] =>
        snapshot === null ? null : { ...snapshot, deleted: true };
      return succeeded({
        changes,
        unseen: ids.filter((id) => !speaksOf(changes, id)),
        row: { ...row, originBase: gone(row.originBase), copyBase: gone(row.copyBase) },
      });
    }
    case 'restore': {
      const changes: Change[] = [];
      for (const id of row.copies) {
        const answer = await writing[copyService].restore?.(id, signal);
        if (answer && !answer.ok) return answer;
        changes.push(...(answer?.value.changes ?? []));
      }
      const [first] = row.copies;
      const form = first === undefined ? null : formIn(changes, first);
      return succeeded({
        changes,
        unseen: row.copies.filter((id) => !speaksOf(changes, id)),
        row: {
          ...row,
          originBase: origin === null ? null : snapshotOf(origin),
          copyBase: form === null ? null : snapshotOf(form),
        },
      });
    }
    case 'react': {
      const onOrigin = act.on === 'origin';
      const target = onOrigin ? row.id : row.copies[0];
      if (target === undefined) return succeeded({ changes: [], row, unseen: [] });
      const answer = await writing[onOrigin ? row.origin : copyService].react(
        target,
        reactionOf(act.reaction),
        act.set,
        signal,
      );
      if (!answer.ok) return answer;
      const others = row.reactions.filter((name) => name !== act.reaction);
      return succeeded({
        changes: answer.value,
        unseen: speaksOf(answer.value, target) ? [] : [target],
        row: { ...row, reactions: act.set ? [...others, act.reaction].sort() : others },
      });
    }
    case 'mark': {
      const answer = await memory.mark(act.post, act.note, signal);
      if (!answer.ok) return answer;
      return succeeded({
        changes: answer.value,
        row: null,
        unseen: speaksOf(answer.value, act.post) ? [] : [act.post],
      });
    }
  }
};

const speaksOf = (changes: readonly Change[], id: MessageId): boolean =>
  changes.some(
    (change) =>
      (change.kind === 'message' && change.message.id === id) ||
      (change.kind === 'message-gone' && change.id === id),
  );
