import { expect, it } from 'vitest';
import { refusedChoiceSentence } from './choice-sentences.ts';

it.each([
  [
    { kind: 'no-right' },
    'Microsoft Teams did not change whether “Releases” is hidden. It is as it was before. Isthmus has no permission for that there.',
  ],
  [
    { kind: 'gone' },
    'Microsoft Teams did not change whether “Releases” is hidden. It is as it was before. The conversation is not there any more.',
  ],
  [
    { kind: 'refused', code: '' },
    'Microsoft Teams did not change whether “Releases” is hidden. It is as it was before.',
  ],
  [
    { kind: 'refused', code: 'x.y' },
    'Microsoft Teams did not change whether “Releases” is hidden. It is as it was before. (The service says: x.y)',
  ],
] as const)('a refused choice is described with its reason: %o', (failure, sentence) => {
  expect(refusedChoiceSentence('hide', failure, 'teams', 'Releases')).toBe(sentence);
});

it('a refused mark as unread says that nothing was marked', () => {
  expect(refusedChoiceSentence('unread', { kind: 'no-right' }, 'mattermost', 'Releases')).toBe(
    'Mattermost did not mark “Releases” as unread. Isthmus has no permission for that there.',
  );
});

it('a refused mark as unread may say that its first message is gone', () => {
  expect(refusedChoiceSentence('unread', { kind: 'gone' }, 'mattermost', 'Releases')).toBe(
    'Mattermost did not mark “Releases” as unread. The message or its conversation is not there any more.',
  );
});

it('a refused choice has a sentence although its conversation is gone', () => {
  expect(refusedChoiceSentence('favour', { kind: 'refused', code: '' }, 'mattermost', null)).toBe(
    'Mattermost did not change whether a conversation is a favourite. It is as it was before.',
  );
});
