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
] as const)('says what was refused, and why: %o', (failure, sentence) => {
  expect(refusedChoiceSentence('hide', failure, 'teams', 'Releases')).toBe(sentence);
});

it('says that nothing was marked as unread', () => {
  expect(refusedChoiceSentence('unread', { kind: 'no-right' }, 'mattermost', 'Releases')).toBe(
    'Mattermost did not mark “Releases” as unread. Isthmus has no permission for that there.',
  );
});

it('what is gone may be the message from which on it was to be unread', () => {
  expect(refusedChoiceSentence('unread', { kind: 'gone' }, 'mattermost', 'Releases')).toBe(
    'Mattermost did not mark “Releases” as unread. The message or its conversation is not there any more.',
  );
});

it('also where the conversation is not here any more', () => {
  expect(refusedChoiceSentence('favour', { kind: 'refused', code: '' }, 'mattermost', null)).toBe(
    'Mattermost did not change whether a conversation is a favourite. It is as it was before.',
  );
});
