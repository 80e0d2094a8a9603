/** The plain text of a message, for previews and search, is the plain text of its document. */
import { describe, expect, it } from 'vitest';
import { plainOfDocument } from '../../../text/document/index.ts';
import { readBody } from '../../../text/read-body.ts';
import { mapMessage } from './message.ts';
import { chatContext, chatMessage } from './testing/samples.ts';

const hosted = 'https://graph.microsoft.com/v1.0/chats/19:c@thread.v2/messages/1/hostedContents/aWQ/$value';

describe('the plain text of a message', () => {
  it.each([
    ['html', '<p>one<br>two</p><ol start="3"><li>three<ul><li>four</li></ul></li></ol>'],
    ['html', '<table><tr><th>a</th><th>b</th></tr><tr><td>c<br>d</td><td>e</td></tr></table>'],
    ['html', '<p><at id="0">Ada</at>&nbsp;<at id="1">Okafor</at>, look</p>'],
    [
      'html',
      `<p>see <img src="${hosted}" alt="chart.png"> and <img src="https://x.example/cat.gif" alt="Cat"></p>`,
    ],
    [
      'html',
      '<p>yes <emoji alt="🙂"></emoji> <customemoji alt="parrot"></customemoji></p><pre>  a\n   b</pre>',
    ],
    ['html', '<math alttext="x^2"><mi>x</mi></math><video src="https://x.example/v.mp4"></video>after'],
    ['html', 'no markup &amp; more'],
    ['text', '<p>\r\n\r\n\tnext '],
  ])('of %s %s is that of its document', (contentType, content) => {
    const ada = { user: { id: 'u9', displayName: 'Ada Okafor', userIdentityType: 'aadUser' } };
    const mentions = [0, 1].map((at) => ({
      id: at,
      mentionText: at === 0 ? 'Ada' : 'Okafor',
      mentioned: ada,
    }));
    const mapped = mapMessage(chatContext, chatMessage({ body: { contentType, content }, mentions }));
    if (mapped.kind !== 'message') throw new Error('no message');
    const { message } = mapped.mapped;
    expect(message.plain).not.toBe('');
    expect(message.plain).toBe(plainOfDocument(readBody(message)));
  });
});
