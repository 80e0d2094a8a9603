import { expect, it } from 'vitest';
import { countedSentence, outcomeSentence } from './notice-sentences.ts';

it.each([
  [{ kind: 'handed', as: 'message' }, 'Being shown'],
  [{ kind: 'shown', as: 'message' }, 'Shown'],
  [{ kind: 'shown', as: 'summary' }, 'Shown in a summary'],
  [{ kind: 'suppressed', reason: 'muted' }, 'Not shown: the conversation is muted'],
  [{ kind: 'failed', reason: 'interrupted' }, 'Could not be shown: Isthmus ended meanwhile'],
] as const)('%o has the sentence: %s', (outcome, words) => expect(outcomeSentence(outcome)).toBe(words));

it.each([
  [{ outcome: 'shown', reason: 'summary', count: 1 }, 'Shown in a summary'],
  [{ outcome: 'suppressed', reason: 'own', count: 1 }, 'Not shown: you wrote it'],
  [{ outcome: 'failed', reason: 'refused', count: 1 }, 'Could not be shown: the system refused it'],
] as const)('%o is counted with the sentence: %s', (row, words) => expect(countedSentence(row)).toBe(words));
