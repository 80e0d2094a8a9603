import { describe, expect, it } from 'vitest';
import { attachmentsOf } from './attachments.ts';
import { filesOf } from './files.ts';
import { reactionsOf } from './reactions.ts';
import { systemEventOf } from './system-events.ts';
import { accountId, bob, channelId, id, makeContext, me } from '../testing/payloads.ts';

const context = makeContext();

describe('message attachments become cards', () => {
  const card = (raw: unknown) => attachmentsOf({ attachments: [raw] }, null, context)[0];

  it('with title, text, fields and links', () => {
    expect(
      card({
        fallback: 'not shown',
        color: '#2eb886',
        pretext: 'Nightly',
        author_name: 'Builder',
        author_link: 'https://ci.example',
        title: 'Build **7**',
        title_link: 'https://ci.example/7',
        text: 'passed in _3_ minutes',
        fields: [{ title: 'Branch', value: 'main', short: true }, { title: 'Tests', value: 812 }, null],
        footer: 'since Monday',
        image_url: 'javascript:alert(1)',
      }),
    ).toEqual({
      kind: 'card',
      title: 'Build 7',
      text: 'Nightly\nBuilder\npassed in 3 minutes\nBranch: main\nTests: 812\nsince Monday',
      links: [
        { title: 'Build 7', url: 'https://ci.example/7' },
        { title: 'Builder', url: 'https://ci.example' },
      ],
      color: '#2eb886',
    });
  });

  it('keep the links of their text, each once', () => {
    expect(
      card({
        title: 'Build',
        title_link: 'https://ci.example/7',
        text: 'see the [log](https://ci.example/7/log_(1)) of [build](https://ci.example/7)',
        fields: [{ title: 'By', value: '[ada](https://x.example/ada "Ada")' }],
      }),
    ).toMatchObject({
      text: 'see the log of build\nBy: ada',
      links: [
        { title: 'Build', url: 'https://ci.example/7' },
        { title: 'log', url: 'https://ci.example/7/log_(1)' },
        { title: 'ada', url: 'https://x.example/ada' },
      ],
    });
  });

  it('with the fallback only if there is no other text', () => {
    expect(card({ fallback: 'see the web' })).toMatchObject({ title: '', text: 'see the web' });
  });

  it.each([
    ['good', '#00c100'],
    ['danger', '#e40303'],
    ['#abc', '#abc'],
    ['red;background:url(x)', null],
    [7, null],
    [undefined, null],
  ])('colour %j is read', (color, expected) => {
    expect(card({ title: 'x', color })).toMatchObject({ color: expected });
  });

  it('a permalink is a quote', () => {
    const embed = {
      type: 'permalink',
      data: { post_id: id('post'), post: { id: id('post'), channel_id: channelId, message: '**yes**' } },
    };
    expect(attachmentsOf({}, [embed], context)).toEqual([
      { kind: 'quote', messageId: `${accountId}/${channelId}/${id('post')}`, authorName: null, plain: 'yes' },
    ]);
    expect(attachmentsOf({}, [{ type: 'permalink', data: null }], context)).toMatchObject([
      { messageId: null, plain: '' },
    ]);
  });

  it('link previews and odd values are left out', () => {
    expect(attachmentsOf({ attachments: 'x' }, [{ type: 'opengraph' }, null, 3], context)).toEqual([]);
    expect(attachmentsOf({ attachments: [null, 3] }, undefined, context)).toEqual([]);
  });
});

describe('files', () => {
  it('come in the order of file_ids, with the names and sizes of the metadata', () => {
    const infos = [
      {
        id: id('b'),
        name: 'sea.png',
        size: 10,
        mime_type: 'image/png',
        width: 3,
        height: 2,
        has_preview_image: true,
      },
      { id: id('a'), name: 'plan.pdf', size: 0, mime_type: 'application/pdf' },
    ];
    expect(filesOf([id('a'), id('b')], infos, context)).toEqual([
      {
        id: `${accountId}/${id('a')}`,
        name: 'plan.pdf',
        size: null,
        mimeType: 'application/pdf',
        webUrl: null,
        isImage: false,
        width: null,
        height: null,
        inlineSource: null,
      },
      {
        id: `${accountId}/${id('b')}`,
        name: 'sea.png',
        size: 10,
        mimeType: 'image/png',
        webUrl: null,
        isImage: true,
        width: 3,
        height: 2,
        inlineSource: null,
      },
    ]);
  });

  it('without metadata are still shown, and an SVG is not a picture', () => {
    expect(filesOf([id('a')], undefined, context)).toMatchObject([{ name: '', size: null, isImage: false }]);
    expect(filesOf([], [{ id: id('s'), name: 'x.svg', mime_type: 'image/svg+xml' }], context)).toMatchObject([
      { isImage: false },
    ]);
    expect(filesOf('x', [null, { id: 3 }], context)).toEqual([]);
  });
});

describe('reactions', () => {
  it('are one row per emoji, with sorted and distinct people, and custom emoji without Unicode', () => {
    const row = (user_id: string, emoji_name: string, more: object = {}) => ({
      user_id,
      post_id: id('post'),
      emoji_name,
      create_at: 1,
      ...more,
    });
    expect(
      reactionsOf(
        [
          row(me, '+1'),
          row(bob, '+1'),
          row(bob, '+1'),
          row(me, 'partyparrot'),
          row(me, 'tada', { delete_at: 5 }),
          null,
          { emoji_name: 3 },
        ],
        context,
      ),
    ).toEqual([
      { emoji: '👍', name: '+1', personIds: [`${accountId}/${me}`, `${accountId}/${bob}`].sort() },
      { emoji: null, name: 'partyparrot', personIds: [`${accountId}/${me}`] },
    ]);
    expect(reactionsOf(null, context)).toEqual([]);
  });
});

describe('system events', () => {
  const by = context.ids.person(me);
  const event = (type: string, props: Readonly<Record<string, unknown>> = {}) =>
    systemEventOf(type, by, 'a sentence', props, context);

  it.each([
    ['system_join_channel', 'members-joined'],
    ['system_leave_channel', 'members-left'],
    ['system_join_team', 'members-joined'],
    ['system_leave_team', 'members-left'],
  ])('%s: its author', (type, kind) => {
    expect(event(type)).toEqual({ kind, by, people: [by], value: '', text: 'a sentence' });
  });

  it('added and removed people are named by the props', () => {
    expect(event('system_add_to_channel', { addedUserId: bob, addedUsername: 'bob' })).toMatchObject({
      kind: 'members-added',
      people: [`${accountId}/${bob}`],
    });
    expect(event('system_remove_from_channel', { removedUserId: bob })).toMatchObject({
      kind: 'members-removed',
      people: [`${accountId}/${bob}`],
    });
    expect(event('system_add_to_channel', { addedUserId: null })).toMatchObject({
      kind: 'members-added',
      people: [],
    });
  });

  it.each([
    ['system_displayname_change', { new_displayname: 'Tides' }, 'renamed'],
    ['system_header_change', { new_header: 'Tides' }, 'topic-changed'],
    ['system_purpose_change', { new_purpose: 'Tides' }, 'topic-changed'],
  ])('%s has the new value', (type, props, kind) => {
    expect(event(type, props)).toEqual({ kind, by, people: [], value: 'Tides', text: 'a sentence' });
  });

  it('an archived channel and an unknown type have their own events', () => {
    expect(event('system_channel_deleted').kind).toBe('archived');
    expect(event('system_channel_restored').kind).toBe('unarchived');
    expect(event('system_change_chan_privacy')).toEqual({
      kind: 'other',
      by,
      people: [],
      value: '',
      text: 'a sentence',
    });
    expect(systemEventOf('system_new_thing', null, '', {}, context).text).toBeNull();
    expect(event('system_constructor').kind).toBe('other');
  });
});
