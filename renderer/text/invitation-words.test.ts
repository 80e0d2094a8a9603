import { expect, it } from 'vitest';
import { invitation } from './invitation-words.ts';
import { writeMattermostBody } from './mattermost-markdown/index.ts';

const words = invitation('https://example.org/isthmus');
const written = (places: readonly string[]) =>
  writeMattermostBody(words({ messages: 3, places }), { mention: () => null });

it('an invitation says where was carried, what changes, how to connect, and how to be left alone', () => {
  expect(written(['Town Square', 'Release'])).toBe(
    [
      'I carry messages between Microsoft Teams and Mattermost. You have not connected Isthmus, so I have written 3 of your messages on the other side for you.',
      'The last of them were in: Town Square and Release.',
      'If you connect, your messages appear as you, and you see what others change, their reactions, and how far was read, on both sides.',
      '[Install Isthmus](https://example.org/isthmus)',
      'You can ask me how a message was reacted to on the other side: send me its link.',
      'You do not want this? React to this message with ✖ or ❌, and I never ask again.',
    ].join('\n\n'),
  );
});

it('an invitation names no place if none has a name', () =>
  expect(written([])).not.toContain('The last of them'));
