import { expect, it } from 'vitest';
import { ownPresenceWords, wishSentence } from './presence-sentences.ts';

it('the presence that others see', () => {
  expect(ownPresenceWords('busy')).toBe('Presence: busy');
  expect(ownPresenceWords(undefined)).toBe('Presence');
});

it.each([
  [undefined, null],
  [{ presence: 'away' }, 'Not set in Microsoft Teams yet: away.'],
  [{ presence: 'automatic' }, 'Not set in Microsoft Teams yet: automatic.'],
  [
    { presence: 'away', failure: { kind: 'no-right' } },
    'Microsoft Teams did not change your presence. Isthmus has no permission for that there.',
  ],
  [
    { presence: 'away', failure: { kind: 'too-late' } },
    'Not set in Microsoft Teams: away. You chose it too long ago.',
  ],
  [
    { presence: 'away', failure: { kind: 'perhaps' } },
    'It is not known whether Microsoft Teams has set your presence: away. If not, choose it again.',
  ],
  [{ presence: 'away', failure: { kind: 'gone' } }, 'Microsoft Teams did not change your presence.'],
  [
    { presence: 'away', failure: { kind: 'refused', code: '' } },
    'Microsoft Teams did not change your presence.',
  ],
  [
    { presence: 'away', failure: { kind: 'refused', code: 'x.y' } },
    'Microsoft Teams did not change your presence. (It says: x.y)',
  ],
] as const)('what became of %o', (wish, sentence) => {
  expect(wishSentence(wish, 'teams')).toBe(sentence);
});
