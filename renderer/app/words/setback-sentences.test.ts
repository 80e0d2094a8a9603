import { expect, it } from 'vitest';
import type { SetbackReason } from '../../model/index.ts';
import { setbackNote, setbackSentence } from './setback-sentences.ts';

const reasons = [
  ...(['service-fails', 'no-answer', 'unreadable', 'refused', 'forbidden', 'not-granted'] as const),
  ...(['missing', 'not-let-in', 'throttled', 'stands-still', 'place-lost'] as const),
] satisfies readonly SetbackReason[];

it('a failed read of a conversation has a whole sentence for each reason', () => {
  const said = (['changes', 'history', 'members'] as const).flatMap((what) =>
    reasons.map((reason) => setbackSentence({ what, reason })),
  );
  expect(new Set(said).size).toBe(said.length);
  for (const sentence of said) expect(sentence).toMatch(/^[A-Z][^:.]*: [^.]*\.$/);
  expect(setbackSentence({ what: 'members', reason: 'not-granted' })).toBe(
    'Who is here cannot be read: your organisation has not allowed Isthmus to see who is in channels.',
  );
  expect(setbackSentence({ what: 'history', reason: 'not-granted' })).toBe(
    'Older messages cannot be read: your organisation has not allowed Isthmus to read channels.',
  );
});

it('the time of the next try follows as a separate sentence', () => {
  expect(setbackNote({ what: 'changes', reason: 'no-answer', until: 42_000 }, 0)).toBe(
    'What is new here cannot be read: the service does not answer. Next try in 42 seconds.',
  );
});
