import { describe, expect, it } from 'vitest';
import type { Message } from '../../../model/index.ts';
import { personId } from '../ids.ts';
import type { JsonRecord } from '../graph/json.ts';
import { testAccount } from '../testing/test-world.ts';
import { mapMessage, type MappedMessage } from './message.ts';
import { author, chatContext, chatMessage } from './testing/samples.ts';

const map = (more: JsonRecord = {}, context = chatContext): MappedMessage => {
  const mapped = mapMessage(context, chatMessage(more));
  if (mapped.kind !== 'message') throw new Error(`not a message: ${JSON.stringify(mapped)}`);
  return mapped.mapped;
};
const message = (more: JsonRecord = {}, context = chatContext): Message => map(more, context).message;
const user = (id: string) => personId(testAccount, 'user', id);

describe('mentions of a message', () => {
  const mention = (mentioned: unknown, mentionText = 'Somebody') => ({ id: 0, mentionText, mentioned });

  it('name people', () => {
    const mapped = message({ mentions: [mention({ user: { id: 'u2' } }, 'Ben')] });
    expect(mapped).toMatchObject({
      mentions: [{ kind: 'person', personId: user('u2'), text: 'Ben' }],
      mentionsMe: false,
    });
  });

  it('keep their ids, which the body uses to refer to them (case 12)', () => {
    const mentions = [
      { id: 0, mentionText: 'Ada Okafor', mentioned: { user: { id: 'ada' } } },
      { id: '1', mentionText: 'Everyone', mentioned: { conversation: { id: 'c' } } },
    ];
    expect(message({ mentions }).mentions).toEqual([
      { kind: 'person', personId: user('ada'), text: 'Ada Okafor', mark: '0' },
      { kind: 'everyone', text: 'Everyone', mark: '1' },
    ]);
  });

  it('can mean the user', () => {
    expect(message({ mentions: [mention({ user: { id: 'me' } })] }).mentionsMe).toBe(true);
  });

  it.each(['channel', 'team', 'chat'])('of a %s mean everybody', (conversationIdentityType) => {
    const mapped = message({
      mentions: [mention({ conversation: { id: 'x', conversationIdentityType } }, 'General')],
    });
    expect(mapped).toMatchObject({ mentions: [{ kind: 'everyone', text: 'General' }], mentionsMe: true });
  });

  it('of tags or of nothing stay text of the body', () => {
    expect(message({ mentions: [mention({ tag: { id: 't' } }), mention(null), null, 7] })).toMatchObject({
      mentions: [],
      mentionsMe: false,
    });
  });
});

describe('reactions of a message', () => {
  const reaction = (reactionType: unknown, id: string, more: JsonRecord = {}) => ({
    reactionType,
    createdDateTime: '2023-11-14T22:13:21Z',
    user: { application: null, device: null, user: { id, displayName: null } },
    ...more,
  });

  it('are grouped, each person once', () => {
    const reactions = [
      reaction('💘', 'u2'),
      reaction('like', 'u3'),
      reaction('💘', 'u1'),
      reaction('💘', 'u2'),
    ];
    expect(message({ reactions }).reactions).toEqual([
      { emoji: '💘', name: '💘', personIds: [user('u1'), user('u2')] },
      { emoji: '👍', name: 'like', personIds: [user('u3')] },
    ]);
  });

  it.each([
    ['like', '👍'],
    ['angry', '😡'],
    ['sad', '🙁'],
    ['laugh', '😆'],
    ['heart', '❤️'],
    ['surprised', '😮'],
    ['1️⃣', '1️⃣'],
    ['\u2764', '\u2764\uFE0F'],
    ['\u2764\uFE0F', '\u2764\uFE0F'],
    ['👍🏽', '👍🏽'],
    // Within an emoji of several signs, with and without a tone.
    ['\u{1F575}\u200D\u2642', '\u{1F575}\uFE0F\u200D\u2642\uFE0F'],
    ['\u{1F575}\u{1F3FF}\u200D\u2642\uFE0F', '\u{1F575}\u{1F3FF}\u200D\u2642\uFE0F'],
    ['🇳🇴', '🇳🇴'],
    ['shrug', null],
  ])('%s is %s', (name, emoji) => {
    expect(message({ reactions: [reaction(name, 'u1')] }).reactions).toEqual([
      { emoji, name, personIds: [user('u1')] },
    ]);
  });

  it('with custom emoji have their name', () => {
    const reactions = [
      reaction('custom', 'u1', { displayName: 'party_parrot', reactionContentUrl: 'https://x' }),
    ];
    expect(message({ reactions }).reactions).toEqual([
      { emoji: null, name: 'party_parrot', personIds: [user('u1')] },
    ]);
  });

  it('without a person are counted, without a person (case 21)', () => {
    const nobody = { application: null, device: null, user: null };
    const reactions = [
      reaction('👍', 'u1'),
      { reactionType: '👍', displayName: 'Like', user: nobody },
      { reactionType: 'like', user: null },
      { reactionType: 'heart' },
    ];
    expect(message({ reactions }).reactions).toEqual([
      { emoji: '👍', name: '👍', personIds: [user('u1')], unnamed: 2 },
      { emoji: '❤️', name: 'heart', personIds: [], unnamed: 1 },
    ]);
  });

  it('without a type are left out', () => {
    expect(message({ reactions: [reaction(null, 'u1'), 'like'] }).reactions).toEqual([]);
  });
});

describe('pictures of a message', () => {
  const hosted =
    'https://graph.microsoft.com/v1.0/chats/19:c@thread.v2/messages/1700000000000/hostedContents/aWQ9/$value';

  it('that Graph hosts are files, found again by their source', () => {
    const content = `<p><img src="${hosted}" width="67" height="63" alt="image"></p><p><img src="${hosted}"></p>`;
    expect(message({ body: { contentType: 'html', content } }).files).toEqual([
      {
        id: 'account-1/chat/19:c@thread.v2/1700000000000/image/aWQ9',
        name: 'image.png',
        size: null,
        mimeType: null,
        webUrl: null,
        isImage: true,
        width: 67,
        height: 63,
        inlineSource: hosted,
      },
    ]);
  });

  it.each([
    ['', 'image.png'],
    ['Screenshot 2026-09-21', 'Screenshot 2026-09-21.png'],
    ['cat.gif', 'cat.gif'],
    ['plan v1.2', 'plan v1.2.png'],
  ])('named %j are files called %s, so that they are shown as pictures elsewhere', (alternative, name) => {
    const content = `<img src="${hosted}" alt="${alternative}">`;
    expect(message({ body: { contentType: 'html', content } }).files).toMatchObject([{ name }]);
  });

  it('from other hosts stay links of the body', () => {
    expect(
      message({ body: { contentType: 'html', content: '<img src="https://media.example/cat.gif">' } }).files,
    ).toEqual([]);
  });
});

describe('a policy', () => {
  const policyViolation = {
    dlpAction: 'NotifySender, BlockAccess',
    policyTip: {
      generalText: 'Blocked by the administrator.',
      complianceUrl: 'https://contoso.example/policy',
    },
  };

  it('that blocks a message hides its words and gives the reason', () => {
    const blocked = message({
      policyViolation,
      body: { contentType: 'text', content: '4111 1111 1111 1111' },
    });
    expect(blocked).toMatchObject({ body: { format: 'text', content: '' }, plain: '', blocked: true });
    expect(blocked.attachments).toEqual([
      {
        kind: 'card',
        title: 'Blocked by the administrator.',
        text: '',
        links: [{ title: 'https://contoso.example/policy', url: 'https://contoso.example/policy' }],
        color: null,
      },
    ]);
  });

  it('without a text is a reason, for which the page has a sentence', () => {
    const action = { dlpAction: 'BlockAccess' };
    const reason = { kind: 'other', type: 'isthmus.blocked-by-policy', name: '' };
    expect(message({ policyViolation: action }).attachments).toEqual([reason]);
    const { complianceUrl } = policyViolation.policyTip;
    expect(
      message({ policyViolation: { ...action, policyTip: { complianceUrl } } }).attachments,
    ).toMatchObject([reason, { kind: 'card', title: '', links: [{ url: complianceUrl }] }]);
  });

  it('that only notifies hides no text', () => {
    const notified = message({ policyViolation: { dlpAction: 'notifySender' } });
    expect(notified.plain).toBe('hello you');
    expect(notified).not.toHaveProperty('blocked');
  });

  it('is ignored if it has a wrong type', () => {
    expect(message({ policyViolation: 'BlockAccess', from: author }).plain).toBe('hello you');
  });
});
