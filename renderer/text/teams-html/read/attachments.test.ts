/** The attachments of a Teams message, in their places in its document. */
import { describe, expect, it } from 'vitest';
import type { Attachment, FileId, MessageId } from '../../../model/index.ts';
import type { Block } from '../../document/index.ts';
import { paragraph } from '../../document/index.ts';
import { picture } from '../../../../test/support/rows.ts';
import { marked, mention, named, plainOfBlocks, read, text } from '../testing/reading.ts';

describe('attachments of a Teams message', () => {
  const messageId = 'account/chat/19:x/1700' as MessageId;
  const quote: Attachment = { kind: 'quote', messageId, authorName: 'Ada', plain: 'first\n\nsecond' };
  const code: Attachment = { kind: 'code', language: 'python', code: 'print()' };
  const quoted = (plain: string): Block => ({
    kind: 'quote',
    authorName: 'Ada',
    messageId,
    blocks: [paragraph(text(plain))],
  });

  it('a quote is at its marker, with author and text', () => {
    expect(read('<attachment id="1700"></attachment><p>yes</p>', { attachments: [quote] })).toEqual([
      {
        kind: 'quote',
        authorName: 'Ada',
        messageId,
        blocks: [paragraph(text('first')), paragraph(text('second'))],
      },
      paragraph(text('yes')),
    ]);
  });

  it('a recording is shown if the body has a video only within an attachment, which is not read', () => {
    const voice: Attachment = { kind: 'recording', medium: 'audio', name: '', seconds: 13, url: null };
    const body = '<p>a</p><attachment id="1"><video src="https://x.example/v.mp4"></video></attachment>';
    expect(plainOfBlocks(read(body, { attachments: [voice] }))).toBe('a\nVoice message, 13 s');
  });

  it('a forwarded message has its formatting and links, mentions nobody, and shows no picture that only Graph has', () => {
    const html =
      '<p>see <a href="https://x.example">here</a>, <at id="0">Ben</at></p><ul><li>a</li></ul><p><img alt="image" src="https://graph.microsoft.com/v1.0/chats/d/messages/9/hostedContents/h/$value"></p>';
    const elsewhere = 'account/chat/19:d/9' as MessageId;
    const forwarded: Attachment = { ...quote, messageId: elsewhere, plain: 'see here, Ben', html };
    expect(
      read('<p>look</p><attachment id="9"></attachment>', {
        attachments: [forwarded],
        mentions: [mention('2', 'Ben')],
      }),
    ).toEqual([
      paragraph(text('look')),
      {
        kind: 'quote',
        authorName: 'Ada',
        messageId: elsewhere,
        blocks: [
          paragraph(
            text('see '),
            { kind: 'link', url: 'https://x.example', title: '', children: [text('here')] },
            text(', '),
            named('Ben'),
          ),
          {
            kind: 'list',
            ordered: false,
            start: 1,
            items: [{ checked: null, blocks: [paragraph(text('a'))] }],
          },
        ],
      },
    ]);
  });

  it('several quotes are each in their place', () => {
    const second: Attachment = { ...quote, messageId: 'account/chat/19:x/1800' as MessageId, plain: 'b' };
    const blocks = read('<attachment id="1800"></attachment>one<attachment id="1700"></attachment>two', {
      attachments: [{ ...quote, plain: 'a' }, second],
    });
    expect(plainOfBlocks(blocks)).toBe('Ada\nb\none\nAda\na\ntwo');
  });

  it('a quote without a marker comes first', () => {
    expect(read('<p>yes</p>', { attachments: [{ ...quote, plain: 'a' }] })).toEqual([
      quoted('a'),
      paragraph(text('yes')),
    ]);
  });

  it('a code snippet is at its marker', () => {
    expect(
      read('<p>before</p><attachment id="x"></attachment><p>after</p>', { attachments: [code] }),
    ).toEqual([
      paragraph(text('before')),
      { kind: 'code', language: 'python', text: 'print()' },
      paragraph(text('after')),
    ]);
  });

  it('a card is its text and its links', () => {
    const card: Attachment = {
      kind: 'card',
      title: 'Build',
      text: 'passed\nin 3 min',
      links: [{ title: 'Open', url: 'https://x.example' }],
      color: null,
    };
    expect(read('<attachment id="x"></attachment>', { attachments: [card] })).toEqual([
      paragraph(marked('strong', text('Build'))),
      paragraph(text('passed'), { kind: 'break' }, text('in 3 min')),
      {
        kind: 'list',
        ordered: false,
        start: 1,
        items: [
          {
            checked: null,
            blocks: [
              paragraph({ kind: 'link', url: 'https://x.example', title: '', children: [text('Open')] }),
            ],
          },
        ],
      },
    ]);
  });

  it('an attachment of an unknown kind is shown by its name', () => {
    expect(read('', { attachments: [{ kind: 'other', type: 'meetingReference', name: 'Weekly' }] })).toEqual([
      paragraph(marked('emphasis', text('Weekly'))),
    ]);
  });

  it('files leave nothing in the text; pictures stay in their place', () => {
    const src = 'https://graph.microsoft.com/v1.0/chats/c/messages/1/hostedContents/h/$value';
    const blocks = read(`<p>a<img alt="image" src="${src}"></p><attachment id="g1"></attachment>`, {
      files: [picture('m/image/h', src), picture('m/file/g1', null)],
    });
    expect(blocks).toEqual([
      paragraph(text('a'), {
        kind: 'image',
        source: { kind: 'file', fileId: 'm/image/h' as FileId },
        alternative: '',
        width: null,
        height: null,
      }),
    ]);
  });
});
