/** Carries out one decision: asks the service, and says what to remember. What the service answers is for the caller to store. */
import type {
  Draft,
  SharedMemoryCapability,
  WritingCapability,
  Written,
} from '../../../connectors/writing.ts';
import {
  type CarryKey,
  type Change,
  type Message,
  type MessageId,
  otherService,
  type Result,
  type Service,
} from '../../../model/index.ts';
import { failed, sharedKeyOf, succeeded } from '../../../model/index.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import { reactionOf, snapshotOf, snapshotOfAll } from '../decide/compare.ts';
import type { Decision } from '../decide/decide.ts';
import type { Gathered } from '../decide/gather.ts';
import { presentCopies } from '../text/parts.ts';
import type { PartOf } from './write-ahead.ts';

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

/** The act's key: the same for every attempt to carry this part of this form, so that Mattermost takes it once. */
export const keyOf = (message: Pick<Message, 'id' | 'version'>, part: number): CarryKey =>
  `${sharedKeyOf(message.id)}@${message.version}${part === 0 ? '' : `.${part}`}` as CarryKey;

/** Writes one part of a message's counterpart. */
export const performSend = (
  { writing, signal }: Performing,
  { link, service, message }: Gathered,
  draft: Draft,
  { part, parts, dressing }: PartOf,
): Promise<Result<Written>> => {
  const place = { part, parts, ...(dressing === undefined ? {} : { dressing }) };
  return writing[otherService(service)].send(
    link[otherService(service)],
    draft,
    {
      key: keyOf(message, part),
      note:
        service === 'teams'
          ? { kind: 'mark', origin: 'teams', teams: [sharedKeyOf(message.id)], ...place }
          : { kind: 'copy', of: sharedKeyOf(message.id), ...place },
    },
    signal,
  );
};

/** What is known of a part that has just been written. */
export interface SentPart extends PartOf {
  readonly id: MessageId;
  /** All parts that are there now, this one included, as the mirror has them; empty when it has not all of them. */
  readonly copies: readonly Message[];
}

/** The row of a message that has just got its counterpart, or the next part of it. The first part begins it anew. */
export const rowOfSent = (
  { link, service, message, row }: Pick<Gathered, 'link' | 'service' | 'message' | 'row'>,
  { id, part, parts, dressing = part === 0 ? undefined : row?.dressing, copies }: SentPart,
): CounterpartRow => ({
  id: message.id,
  linkId: link.id,
  origin: service,
  copies: [...(part === 0 ? [] : (row?.copies ?? []).slice(0, part)), id],
  parts,
  mine: true,
  originBase: snapshotOf(message),
  copyBase: snapshotOfAll(copies),
  reactions: part === 0 ? [] : (row?.reactions ?? []),
  ...(dressing === undefined ? {} : { dressing }),
});

/** The last form of a message that answers tell; null when they do not. */
export const formIn = (changes: readonly Change[], id: MessageId): Message | null => {
  const found = changes.findLast((change) => change.kind === 'message' && change.message.id === id);
  return found?.kind === 'message' ? found.message : null;
};

type Act = Extract<Decision, { kind: 'edit' | 'remove' | 'restore' | 'react' | 'mark' }>;

/** What an act writes: an edit the message as it is to be there, in parts; emptying the words that stay. */
export interface Words {
  readonly drafts: readonly Draft[];
  readonly emptied: Draft;
}

/** Everything but sending: acts that may be repeated without harm. */
export const performAct = async (
  given: Performing,
  gathered: Gathered,
  act: Act,
  words: Words,
): Promise<Result<Performed>> => {
  const { row, origin } = gathered;
  if (row === null) return succeeded({ changes: [], row: null, unseen: [] });
  const { writing, memory, signal } = given;
  const copyService = otherService(row.origin);
  switch (act.kind) {
    case 'edit':
      return act.from === 'origin'
        ? editCopies(given, gathered, row, words.drafts)
        : editOrigin(given, gathered, row, words.drafts);
    case 'remove':
      return remove(given, gathered, row, act.from, words.emptied);
    case 'restore': {
      const changes: Change[] = [];
      const ids = presentCopies(row.copies);
      for (const id of ids) {
        const answer = await writing[copyService].restore?.(id, signal);
        if (answer && !answer.ok) return answer;
        changes.push(...(answer?.value.changes ?? []));
      }
      return succeeded({
        changes,
        unseen: ids.filter((id) => !speaksOf(changes, id)),
        row: {
          ...row,
          originBase: origin === null ? null : snapshotOf(origin),
          copyBase: snapshotOfAll(formsIn(changes, ids)),
        },
      });
    }
    case 'react': {
      const onOrigin = act.on === 'origin';
      const target = onOrigin ? row.id : presentCopies(row.copies)[0];
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

/** Gives the copies the text of the origin: part by part; what is left over goes, what is missing is sent next. */
const editCopies = async (
  { writing, signal }: Performing,
  { origin, copies }: Gathered,
  row: CounterpartRow,
  drafts: readonly Draft[],
): Promise<Result<Performed>> => {
  // Rules hide a copy, and its origin has not been edited since: the same text again would be hidden again.
  if (copies.some(({ blocked }) => blocked) && origin && snapshotOf(origin).text === row.originBase?.text)
    return failed({ kind: 'forbidden', status: 0, code: '', because: 'blocked' });
  const there = writing[otherService(row.origin)];
  const ids = presentCopies(row.copies);
  const changes: Change[] = [];
  for (const [at, id] of ids.entries()) {
    const draft = drafts[at];
    const answer = await (draft ? there.edit(id, draft, signal) : there.remove(id, signal));
    if (!answer.ok) return answer;
    changes.push(...('changes' in answer.value ? answer.value.changes : answer.value));
  }
  const kept = ids.slice(0, drafts.length);
  return succeeded({
    changes,
    unseen: ids.filter((id) => !speaksOf(changes, id)),
    row: {
      ...row,
      copies: kept,
      parts: Math.max(1, drafts.length),
      originBase: origin === null ? null : snapshotOf(origin),
      copyBase: snapshotOfAll(formsIn(changes, kept)),
    },
  });
};

/** Brings an edit of a copy, made by hand, to the origin. */
const editOrigin = async (
  { writing, signal }: Performing,
  { copies }: Gathered,
  row: CounterpartRow,
  [draft]: readonly Draft[],
): Promise<Result<Performed>> => {
  if (draft === undefined) return succeeded({ changes: [], row, unseen: [] });
  const answer = await writing[row.origin].edit(row.id, draft, signal);
  if (!answer.ok) return answer;
  const form = formIn(answer.value.changes, row.id);
  return succeeded({
    changes: answer.value.changes,
    unseen: form === null ? [row.id] : [],
    row: {
      ...row,
      originBase: form === null ? null : snapshotOf(form),
      copyBase: snapshotOfAll(copies),
    },
  });
};

/** What an origin's snapshot says while its copy stands there emptied: brought back, it differs, and the text follows. */
const emptiedText = 'emptied';

/**
 * Deletes what became of a message, or the message. A Mattermost root takes its replies along, which others wrote: one that has some is
 * emptied instead.
 */
const remove = async (
  { writing, signal }: Performing,
  { answered }: Gathered,
  row: CounterpartRow,
  from: 'origin' | 'copy',
  emptied: Draft,
): Promise<Result<Performed>> => {
  const ids = from === 'copy' ? presentCopies(row.copies) : [row.id];
  const there = writing[from === 'copy' ? otherService(row.origin) : row.origin];
  const changes: Change[] = [];
  const left: MessageId[] = [];
  for (const id of ids) {
    if (answered.has(id)) left.push(id);
    const answer = await (answered.has(id) ? there.edit(id, emptied, signal) : there.remove(id, signal));
    if (!answer.ok) return answer;
    changes.push(...('changes' in answer.value ? answer.value.changes : answer.value));
  }
  const gone = (snapshot: CounterpartRow['copyBase'], text?: string): CounterpartRow['copyBase'] =>
    snapshot === null ? null : { text: text ?? snapshot.text, deleted: true };
  const standing = left.length === 0 ? null : snapshotOfAll(formsIn(changes, ids));
  const bases =
    standing === null
      ? { originBase: gone(row.originBase), copyBase: gone(row.copyBase) }
      : from === 'copy'
        ? { originBase: gone(row.originBase, emptiedText), copyBase: standing }
        : { originBase: standing, copyBase: gone(row.copyBase, emptiedText) };
  return succeeded({
    changes,
    unseen: ids.filter((id) => !speaksOf(changes, id)),
    row: { ...row, ...bases },
  });
};

/** The forms of these messages that answers tell, in order; empty when one is missing. */
const formsIn = (changes: readonly Change[], ids: readonly MessageId[]): Message[] => {
  const forms = ids.map((id) => formIn(changes, id)).filter((form) => form !== null);
  return forms.length === ids.length ? forms : [];
};

const speaksOf = (changes: readonly Change[], id: MessageId): boolean =>
  changes.some(
    (change) =>
      (change.kind === 'message' && change.message.id === id) ||
      (change.kind === 'message-gone' && change.id === id),
  );
