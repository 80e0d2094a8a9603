import { describe, expect, it } from 'vitest';
import { keyringWords } from './keyring-sentences.ts';

describe('a machine without a usable keyring', () => {
  it.each([
    ['absent', /no keyring/, /--password-store=gnome-libsecret/],
    ['refused', /did not let Isthmus in/, /unlock the keyring/],
  ] as const)('%s: has a sentence for the cause and for the remedy', (cause, title, remedy) => {
    const words = keyringWords({ kind: 'no-keyring', cause, decision: 'undecided' });
    expect(words.title).toMatch(title);
    expect(words.text).toMatch(remedy);
    expect(words.text).toContain('sign in again after each start');
  });
  it('has one sentence for the decision', () => {
    for (const decision of ['memory-only', 'plain-file'] as const)
      expect(keyringWords({ kind: 'no-keyring', cause: 'absent', decision }).title).toBeNull();
  });
});
