/** Carries out one decision: asks the service, and returns what is to be remembered. The caller stores it. */
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
import { failed, reactionOf, sharedKeyOf, speaksOf, succeeded } from '../../../model/index.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import { snapshotOf, snapshotOfAll } from '../decide/compare.ts';
import type { Decision } from '../decide/decide.ts';
import type { Gathered } from '../decide/gather.ts';
import { presentCopies } from '../text/parts.ts';
import type { PartOf } from './write-ahead.ts';

/** The result of an act: changes for the mirror, and the new row of the pair; null if the act concerns no row. */
export interface Performed {
  readonly changes: readonly Change[];
  readonly row: CounterpartRow | null;
  /** Messages whose new form the service did not tell; the caller asks for them. */
  readonly unseen: readonly MessageId[];
}

export interface Performing {
  readonly writing: Readonly<Record<Service, WritingCapability>>;
  readonly memory: SharedMemoryCapability;
  readonly signal: AbortSignal;
}

/** The key of an act. Every attempt to carry this part of this form has the same key, so that Mattermost takes it once. */
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

/** What is known of a part that was just written. */
export interface SentPart extends PartOf {
  readonly id: MessageId;
  /** All parts that are there now, including this one, as the mirror has them; empty if the mirror lacks one. */
  readonly copies: readonly Message[];
}

/** The row of a message that just got its counterpart, or the next part of it. The first part begins a new row. */
export const rowOfSent = (
  { link, service, message, row }: Pick<Gathered, 'link' | 'service' | 'message' | 'row'>,
  { id, part, parts, dressing = part === 0 ? undefined : row?.dressing, copies }: SentPart,
): CounterpartRow => ({
  id: message.id,
  linkId: link.id,
  origin: service,
  copies: [...(part === 0 ? [] : (row?.copies ?? []).slice(0, part)), id],
  parts,
  carriedBy: 'me',
  originBase: snapshotOf(message),
  copyBase: snapshotOfAll(copies),
  reactions: part === 0 ? [] : (row?.reactions ?? []),
  ...(dressing === undefined ? {} : { dressing }),
});

/** The last form of a message that the changes in an answer tell; null if they tell none. */
export const formIn = (changes: readonly Change[], id: MessageId): Message | null => {
  const found = changes.findLast((change) => change.kind === 'message' && change.message.id === id);
  return found?.kind === 'message' ? found.message : null;
};

/** Everything that is done but writing a new message. */
export type Act = Extract<Decision, { kind: 'edit' | 'remove' | 'restore' | 'react' | 'mark' }>;

/** What an act writes. For an edit: the message as it is to be there, in parts. For emptying: the words that stay. */
export interface Words {
  readonly drafts: readonly Draft[];
  readonly emptied: Draft;
}

/** Carries out every act but sending. All of these may be repeated without harm. */
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

/** Gives the copies the text of the origin, part by part. Copies that are left over are deleted; a missing part is sent next. */
const editCopies = async (
  { writing, signal }: Performing,
  { origin, copies }: Gathered,
  row: CounterpartRow,
  drafts: readonly Draft[],
): Promise<Result<Performed>> => {
  // The organisation's rules hide a copy whose origin was not edited since. The same text would be hidden again.
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

/** Writes an edit that somebody made in a copy by hand into the origin. */
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

/** The snapshot of an origin whose copy was emptied. When the copy is brought back, it differs from this, and its text is written again. */
const emptiedText = 'emptied';

/**
 * Deletes the copies of a message, or the message. With a Mattermost root its replies would be deleted, which other people wrote: a root
 * with replies is emptied instead.
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

/** The forms of these messages that answers tell, in order; empty if one is missing. */
const formsIn = (changes: readonly Change[], ids: readonly MessageId[]): Message[] => {
  const forms = ids.map((id) => formIn(changes, id)).filter((form) => form !== null);
  return forms.length === ids.length ? forms : [];
};
