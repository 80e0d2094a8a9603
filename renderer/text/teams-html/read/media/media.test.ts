import { describe, expect, it } from 'vitest';
import { isHostedContent } from './hosted-content.ts';
import { mediaIn } from './media.ts';
import { htmlNodes } from '../nodes.ts';

describe('pictures of a body', () => {
  it('have the source as an HTML parser gives it, and their size', () => {
    const html =
      '<img src="https://x/a?b=1&amp;c=2" width="131" style="height:145px" alt="map"><img src="https://x/d" width="1e9">';
    expect(mediaIn(htmlNodes(html)).pictures).toEqual([
      { source: 'https://x/a?b=1&c=2', alternative: 'map', width: 131, height: 145 },
      { source: 'https://x/d', alternative: '', width: null, height: null },
    ]);
  });

  it.each([
    ['https://graph.microsoft.com/v1.0/chats/19:a@thread.v2/messages/1/hostedContents/aWQ/$value', true],
    [
      'https://graph.microsoft.com/v1.0/teams/t/channels/c/messages/1/replies/2/hostedContents/aWQ/$value',
      true,
    ],
    ['https://media.giphy.com/media/1/giphy.gif', false],
    ['https://evil.example/messages/hostedContents', false],
  ])('%s is hosted: %s', (source, hosted) => {
    expect(isHostedContent(source)).toBe(hosted);
  });
});
