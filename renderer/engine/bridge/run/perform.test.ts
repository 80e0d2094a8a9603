/** The requests to the services for each decision, their order, and the stored result. */
import { describe, expect, it } from 'vitest';
import { link as linkRow, me, message } from '../../../../test/support/rows.ts';
import type {
  Draft,
  SharedMemoryCapability,
  WritingCapability,
  Written,
} from '../../../connectors/writing.ts';
import {
  type Change,
  type ConversationId,
  failed,
  type LineMark,
  type MarkNote,
  type Message,
  type MessageId,
  type Result,
  type Service,
  type ServiceFailure,
  type SharedKey,
  succeeded,
} from '../../../model/index.ts';
import { paragraph, textInline } from '../../../text/document/index.ts';
import type { CounterpartRow, Snapshot } from '../../../store/index.ts';
import { snapshotOf, snapshotOfAll } from '../decide/compare.ts';
import type { Decision } from '../decide/decide.ts';
import type { Gathered } from '../decide/gather.ts';
import { formIn, performAct, performSend, rowOfSent } from './perform.ts';

const link = linkRow();
const chat: ConversationId = link.teams;
const post = message('p', { authorId: me, version: 7 });
const copyOf = (key: string, over: Partial<Message> = {}): Message =>
  message(key, { id: `${chat}/${key}` as MessageId, conversationId: chat, ...over });
const [one, two, three] = [copyOf('1'), copyOf('2'), copyOf('3')];
const base = (text: string): Snapshot => ({ text, deleted: false });
const rowOf = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  id: post.id,
  linkId: link.id,
  origin: 'mattermost',
  copies: [one.id],
  parts: 1,
  carriedBy: 'me',
  originBase: base('o'),
  copyBase: base('c'),
  reactions: [],
  ...over,
});
const draft = (text: string): Draft => ({
  document: { blocks: [paragraph(textInline(text))] },
  subject: null,
  importance: 'normal',
  threadId: '',
  quotes: null,
  files: [],
});
const emptied = draft('emptied');
const gathered = (over: Partial<Gathered> = {}): Gathered => ({
  decision: { kind: 'nothing', reason: null },
  link,
  service: 'mattermost',
  message: post,
  row: rowOf(),
  origin: post,
  copies: [one],
  speaker: null,
  root: { kind: 'none' },
  author: { kind: 'unconnected', sure: false },
  agrees: false,
  questions: null,
  answered: new Set(),
  ...over,
});
const refused: ServiceFailure = { kind: 'refused', status: 400, code: '' };
const told = (...messages: readonly Message[]): Change[] =>
  messages.map((form) => ({ kind: 'message', message: form }));

/** Services that record their requests, by the id in them. `forms`: the forms that they return afterwards. */
const services = (forms: readonly Message[] = [], refuses: MessageId | null = null) => {
  const asked: (readonly unknown[])[] = [];
  const answer = (id: MessageId): Result<Change[]> =>
    id === refuses ? failed(refused) : succeeded(told(...forms.filter((form) => form.id === id)));
  const written = (id: MessageId): Result<Written> => {
    const changes = answer(id);
    return changes.ok ? succeeded({ id, changes: changes.value }) : changes;
  };
  const writing = (service: Service): WritingCapability => ({
    ...({} as WritingCapability),
    send: (conversation, sent, stamp) => {
      asked.push([service, 'send', conversation, sent, stamp]);
      return Promise.resolve(succeeded({ id: two.id, changes: [] }));
    },
    edit: (id, as) => {
      asked.push([service, 'edit', id, as]);
      return Promise.resolve(written(id));
    },
    remove: (id) => {
      asked.push([service, 'remove', id]);
      return Promise.resolve(answer(id));
    },
    react: (id, reaction, set) => {
      asked.push([service, 'react', id, reaction, set]);
      return Promise.resolve(answer(id));
    },
    restore: (id) => {
      asked.push([service, 'restore', id]);
      return Promise.resolve(written(id));
    },
  });
  const memory: SharedMemoryCapability = {
    ...({} as SharedMemoryCapability),
    mark: (id, note) => {
      asked.push(['mark', id, note]);
      return Promise.resolve(answer(id));
    },
  };
  const given = {
    writing: { mattermost: writing('mattermost'), teams: writing('teams') },
    memory,
    signal: new AbortController().signal,
  };
  return { asked, given };
};

type Act = Extract<Decision, { kind: 'edit' | 'remove' | 'restore' | 'react' | 'mark' }>;
interface Answers {
  readonly drafts?: readonly Draft[];
  readonly forms?: readonly Message[];
  readonly refuses?: MessageId;
}
const perform = async (
  act: Act,
  over: Partial<Gathered> = {},
  { drafts = [], forms, refuses }: Answers = {},
) => {
  const { asked, given } = services(forms, refuses);
  return { result: await performAct(given, gathered(over), act, { drafts, emptied }), asked };
};
const edit = (from: 'origin' | 'copy'): Act => ({ kind: 'edit', from });

describe('a message that is sent', () => {
  const sent = async (over: Partial<Gathered>, part: number) => {
    const { asked, given } = services();
    await performSend(given, gathered(over), draft('said'), { part, parts: 3 });
    return asked;
  };

  it('goes to the other conversation, with a key that is the same for each attempt of this part and form', async () => {
    const note = { kind: 'copy', of: 'general/p', part: 0, parts: 3 };
    expect(await sent({}, 0)).toEqual([['teams', 'send', chat, draft('said'), { key: 'general/p@7', note }]]);
    expect(await sent({}, 2)).toMatchObject([[{}, {}, {}, {}, { key: 'general/p@7.2', note: { part: 2 } }]]);
    expect(await sent({ message: { ...post, version: 8 } }, 0)).toMatchObject([
      [{}, {}, {}, {}, { key: 'general/p@8' }],
    ]);
  });

  it('stores the added text with the first part, where people do not see it', async () => {
    const dressing = { quotes: false, importance: null, above: ['a' as LineMark], below: [] };
    const { asked, given } = services();
    await performSend(given, gathered(), draft('said'), { part: 0, parts: 1, dressing });
    expect(asked).toMatchObject([[{}, {}, {}, {}, { note: { kind: 'copy', dressing } }]]);
    expect(rowOfSent(gathered(), { id: one.id, part: 0, parts: 2, dressing, copies: [] }).dressing).toBe(
      dressing,
    );
    const row = rowOf({ copies: [one.id], dressing });
    const next = { id: two.id, part: 1, parts: 2, copies: [] };
    expect(rowOfSent(gathered({ row }), next).dressing).toBe(dressing);
    // Sent anew, by an attempt of an earlier version: what was known is of a copy that is not there any more.
    expect('dressing' in rowOfSent(gathered({ row }), { ...next, part: 0 })).toBe(false);
  });

  it('has a line on Mattermost that it was written in Teams', async () => {
    const note = { kind: 'mark', origin: 'teams', teams: ['chat/c/1'], part: 1, parts: 3 };
    expect(await sent({ service: 'teams', message: one }, 1)).toMatchObject([
      ['mattermost', 'send', link.mattermost, {}, { note }],
    ]);
  });
});

describe('the row of a sent message', () => {
  it('is new with the first part, and is extended by each other part', () => {
    const row = rowOf({ copies: [one.id, two.id, three.id], reactions: ['👍'], originBase: base('old') });
    const given = gathered({ row });
    const rowAfter = (part: number, copies: readonly Message[]) =>
      rowOfSent(given, { id: three.id, part, parts: 3, copies });
    expect(rowAfter(0, [three])).toEqual(
      rowOf({
        copies: [three.id],
        parts: 3,
        originBase: snapshotOf(post),
        copyBase: snapshotOf(three),
      }),
    );
    expect(rowAfter(1, [one, three])).toMatchObject({
      copies: [one.id, three.id],
      reactions: ['👍'],
      copyBase: snapshotOfAll([one, three]),
    });
    expect(rowAfter(1, []).copyBase).toBeNull();
  });

  it('has the last version from the answers', () => {
    const late = { ...one, version: 2 };
    expect(formIn(told(one, two, late, two), one.id)).toBe(late);
    expect(formIn(told(two), one.id)).toBeNull();
  });
});

describe('an edit of the origin', () => {
  const several = { row: rowOf({ copies: [one.id, two.id, three.id], parts: 3 }), copies: [one, two, three] };

  it('is written into its copies in order, and surplus copies are deleted', async () => {
    const drafts = [draft('a'), draft('b')];
    const forms = [one, two].map((form) => ({ ...form, editedAt: 9 }));
    const { result, asked } = await perform(edit('origin'), several, { drafts, forms });
    expect(asked).toEqual([
      ['teams', 'edit', one.id, drafts[0]],
      ['teams', 'edit', two.id, drafts[1]],
      ['teams', 'remove', three.id],
    ]);
    expect(result).toEqual(
      succeeded({
        changes: told(...forms),
        unseen: [three.id],
        row: rowOf({
          copies: [one.id, two.id],
          parts: 2,
          originBase: snapshotOf(post),
          copyBase: snapshotOfAll(forms),
        }),
      }),
    );
  });

  it('leaves missing parts to be sent, and unknown ones to be read', async () => {
    const { result } = await perform(edit('origin'), {}, { drafts: [draft('a'), draft('b')] });
    expect(result).toMatchObject({
      value: { unseen: [one.id], row: { copies: [one.id], parts: 2, copyBase: null } },
    });
  });

  it('ends at the first refused part, and nothing is recorded', async () => {
    const drafts = [draft('a'), draft('b'), draft('c')];
    const { result, asked } = await perform(edit('origin'), several, { drafts, refuses: two.id });
    expect(result).toEqual(failed(refused));
    expect(asked).toHaveLength(2);
  });

  it('is not tried again if rules hide the copy, until the text changes', async () => {
    const hidden = { copies: [copyOf('1', { blocked: true })] };
    const drafts = [draft('a')];
    const same = { ...hidden, row: rowOf({ originBase: snapshotOf(post) }) };
    const { result, asked } = await perform(edit('origin'), same, { drafts });
    expect(result).toMatchObject({ failure: { kind: 'forbidden', because: 'blocked' } });
    expect(asked).toEqual([]);
    expect((await perform(edit('origin'), hidden, { drafts })).asked).toHaveLength(1);
    expect((await perform(edit('origin'), { row: same.row }, { drafts })).asked).toHaveLength(1);
  });
});

describe('an edit of the copy', () => {
  it('is written into the origin, and both agree after', async () => {
    const form = { ...post, editedAt: 9, body: one.body };
    const drafts = [draft('a')];
    const { result, asked } = await perform(edit('copy'), {}, { drafts, forms: [form] });
    expect(asked).toEqual([['mattermost', 'edit', post.id, drafts[0]]]);
    expect(result).toEqual(
      succeeded({
        changes: told(form),
        unseen: [],
        row: rowOf({ originBase: snapshotOf(form), copyBase: snapshotOf(one) }),
      }),
    );
  });

  it('is read again if the answer has no version; one without text is not written', async () => {
    const { result } = await perform(edit('copy'), {}, { drafts: [draft('a')] });
    expect(result).toMatchObject({ value: { unseen: [post.id], row: { originBase: null } } });
    expect((await perform(edit('copy'))).asked).toEqual([]);
  });
});

describe('a deletion', () => {
  const gone = (text: string): Snapshot => ({ text, deleted: true });

  it('deletes each copy, or the origin, and both count as deleted', async () => {
    const row = rowOf({ copies: [one.id, null, three.id], parts: 3 });
    const copies = await perform({ kind: 'remove', from: 'copy' }, { row });
    expect(copies.asked).toEqual([
      ['teams', 'remove', one.id],
      ['teams', 'remove', three.id],
    ]);
    expect(copies.result).toMatchObject({
      value: { row: { ...row, originBase: gone('o'), copyBase: gone('c') }, unseen: [one.id, three.id] },
    });
    const origin = await perform({ kind: 'remove', from: 'origin' }, { row: rowOf({ copyBase: null }) });
    expect(origin.asked).toEqual([['mattermost', 'remove', post.id]]);
    expect(origin.result).toMatchObject({ value: { row: { originBase: gone('o'), copyBase: null } } });
  });

  it('empties a copy that others have answered, and restores its text with the message', async () => {
    const row = rowOf({ id: one.id, origin: 'teams', copies: [post.id] });
    const form = { ...post, editedAt: 9 };
    const answered = new Set([post.id]);
    const { result, asked } = await perform(
      { kind: 'remove', from: 'copy' },
      { row, answered },
      { forms: [form] },
    );
    expect(asked).toEqual([['mattermost', 'edit', post.id, emptied]]);
    expect(result).toMatchObject({
      value: { unseen: [], row: { originBase: gone('emptied'), copyBase: snapshotOf(form) } },
    });
  });

  it('empties an origin that others have answered', async () => {
    const answered = new Set([post.id]);
    const form = { ...post, editedAt: 9 };
    const { result, asked } = await perform(
      { kind: 'remove', from: 'origin' },
      { answered },
      { forms: [form] },
    );
    expect(asked).toEqual([['mattermost', 'edit', post.id, emptied]]);
    expect(result).toMatchObject({
      value: { row: { originBase: snapshotOf(form), copyBase: gone('emptied') } },
    });
  });

  it('ends at the first refusal', async () => {
    const row = rowOf({ copies: [one.id, two.id], parts: 2 });
    const { result, asked } = await perform({ kind: 'remove', from: 'copy' }, { row }, { refuses: one.id });
    expect(result).toEqual(failed(refused));
    expect(asked).toHaveLength(1);
  });
});

describe('other acts', () => {
  it('restore each copy, and record the state of both', async () => {
    const row = rowOf({ copies: [one.id, two.id], parts: 2 });
    const { result, asked } = await perform({ kind: 'restore' }, { row }, { forms: [one] });
    expect(asked).toEqual([
      ['teams', 'restore', one.id],
      ['teams', 'restore', two.id],
    ]);
    expect(result).toMatchObject({
      value: { unseen: [two.id], row: { originBase: snapshotOf(post), copyBase: null } },
    });
    const refusing = await perform({ kind: 'restore' }, { row }, { refuses: one.id });
    expect([refusing.result, refusing.asked.length]).toEqual([failed(refused), 1]);
  });

  it('add a reaction to the first existing copy, and remove one from the origin', async () => {
    const row = rowOf({ copies: [null, two.id], parts: 2, reactions: ['👍'] });
    const set = await perform({ kind: 'react', on: 'copy', reaction: ':tide:', set: true }, { row });
    expect(set.asked).toEqual([['teams', 'react', two.id, { emoji: null, name: 'tide' }, true]]);
    expect(set.result).toMatchObject({
      value: { row: { ...row, reactions: [':tide:', '👍'] }, unseen: [two.id] },
    });
    const takenBack = await perform({ kind: 'react', on: 'origin', reaction: '👍', set: false }, { row });
    expect(takenBack.asked).toEqual([['mattermost', 'react', post.id, { emoji: '👍', name: '👍' }, false]]);
    expect(takenBack.result).toMatchObject({ value: { row: { reactions: [] }, unseen: [post.id] } });
  });

  it('record no refused reaction, and send none if no copy is left', async () => {
    const react: Act = { kind: 'react', on: 'copy', reaction: '👍', set: true };
    expect((await perform(react, {}, { refuses: one.id })).result).toEqual(failed(refused));
    expect((await perform(react, { row: rowOf({ copies: [null] }) })).asked).toEqual([]);
  });

  it('mark a post, without a change of the row', async () => {
    const teams = ['chat/c/1' as SharedKey];
    const note: MarkNote = { kind: 'mark', origin: 'mattermost', teams, part: 0, parts: 1 };
    const mark: Act = { kind: 'mark', post: post.id, note };
    const { result, asked } = await perform(mark, {}, { forms: [post] });
    expect(asked).toEqual([['mark', post.id, note]]);
    expect(result).toEqual(succeeded({ changes: told(post), row: null, unseen: [] }));
    expect((await perform(mark, {}, { refuses: post.id })).result).toEqual(failed(refused));
  });

  it('send nothing if no counterpart is known', async () => {
    const acts: readonly Act[] = [edit('origin'), { kind: 'remove', from: 'copy' }, { kind: 'restore' }];
    for (const act of acts)
      expect(await perform(act, { row: null })).toEqual({
        result: succeeded({ changes: [], row: null, unseen: [] }),
        asked: [],
      });
  });
});
