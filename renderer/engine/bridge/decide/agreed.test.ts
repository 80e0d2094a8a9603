import { describe, expect, it } from 'vitest';
import { me, message } from '../../../../test/support/rows.ts';
import type { Message, MessageId } from '../../../model/index.ts';
import type { CounterpartRow } from '../../../store/index.ts';
import { isAgreed } from './agreed.ts';
import { snapshotOf } from './compare.ts';

const post = (over: Partial<Message> = {}): Message => ({ ...message('a'), authorId: me, ...over });
const pair = (over: Partial<CounterpartRow> = {}): CounterpartRow => ({
  id: post().id,
  linkId: 'link',
  origin: 'teams',
  copies: ['m/channel/copy' as MessageId],
  parts: 1,
  carriedBy: 'me',
  originBase: snapshotOf(post()),
  copyBase: { deleted: false, text: 'x' },
  reactions: [],
  ...over,
});
const changed = post({ body: { format: 'text', content: 'something else' } });

describe('a new form of a message', () => {
  it('that equals the agreed state is an echo', () => expect(isAgreed(pair(), post(), me, {})).toBe(true));

  it.each([
    ['was edited', pair(), changed],
    ['was deleted', pair(), post({ deletedAt: 9 })],
    [
      'has another reaction of the user',
      pair(),
      post({ reactions: [{ emoji: '👍', name: '+1', personIds: [me] }] }),
    ],
    ['lost one that both had', pair({ reactions: ['👍'] }), post()],
    ['is one of several parts', pair({ parts: 2 }), post()],
    ['is known from a note only', pair({ originBase: null }), post()],
    ['is somebody else’s', pair({ carriedBy: 'other' }), post()],
    ['is hidden by rules', pair(), post({ blocked: true })],
    ['is a post without its mark', pair({ origin: 'mattermost' }), post()],
  ])('is examined when it %s', (_name, row, form) => expect(isAgreed(row, form, me, {})).toBe(false));

  it('is an echo when it is a post that only got its mark', () => {
    const note = { kind: 'mark', origin: 'mattermost', teams: ['channel/copy'], part: 0, parts: 1 } as never;
    expect(isAgreed(pair({ origin: 'mattermost' }), post({ note }), me, {})).toBe(true);
  });
});

describe('the state that a row keeps of a message', () => {
  const form = post({ body: { format: 'markdown', content: '**a*b**' } });

  it('is equal to the state in rows of earlier versions', () => {
    expect(snapshotOf({ ...form, subject: null, importance: 'normal', files: [] })).toEqual({
      deleted: false,
      text: 'bxfhkrdmorx613',
    });
  });

  it('comes from the text as written, so that another reader or writer of text causes no edit', () => {
    const same = post({
      body: form.body,
      plain: 'a*b',
      attachments: [{ kind: 'other', type: 'x', name: '' }],
    });
    expect(snapshotOf(same)).toEqual(snapshotOf(form));
    expect(isAgreed(pair({ originBase: snapshotOf(form) }), same, me, {})).toBe(true);
  });
});
