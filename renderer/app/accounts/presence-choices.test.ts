import { describe, expect, it } from 'vitest';
import { markedChoice, presenceChoices } from './presence-choices.ts';

const mattermost = { service: 'mattermost' } as const;
const teams = { service: 'teams' } as const;

describe('what an account offers', () => {
  it('is what its service takes: Mattermost has no "busy" and no "automatic", and Teams keeps nothing for ever', () => {
    const ids = (of: Parameters<typeof presenceChoices>[0]) => presenceChoices(of).map(({ id }) => id);
    expect(ids(mattermost)).toEqual(['online', 'away', 'dnd-hour', 'do-not-disturb', 'offline']);
    expect(ids(teams)).toEqual(['automatic', 'online', 'busy-day', 'dnd-hour', 'dnd-day', 'away', 'offline']);
  });

  it.each(['presence', 'own-presence'] as const)('is nothing without the permission for %s', (lack) => {
    expect(presenceChoices({ ...teams, lacks: [lack] })).toEqual([]);
  });

  it('does not depend on other permissions', () => {
    expect(presenceChoices({ ...teams, lacks: ['files'] })).not.toEqual([]);
  });
});

describe('the marked choice', () => {
  const wish = { presence: 'do-not-disturb', until: 3_600_005, at: 5 } as const;

  it('is what is shown in Mattermost, and nothing in Teams', () => {
    expect(markedChoice(mattermost, 'do-not-disturb', undefined)).toBe('do-not-disturb');
    expect(markedChoice(mattermost, 'busy', undefined)).toBeNull();
    expect(markedChoice(teams, 'online', undefined)).toBeNull();
  });

  it('is the wish until it is set, by its duration', () => {
    expect(markedChoice(mattermost, 'online', wish)).toBe('dnd-hour');
    expect(markedChoice(teams, 'online', { ...wish, until: 86_400_005 })).toBe('dnd-day');
    expect(markedChoice(mattermost, 'online', { ...wish, until: null })).toBe('do-not-disturb');
  });

  it('is not a wish that was refused', () => {
    expect(markedChoice(mattermost, 'online', { ...wish, failure: { kind: 'no-right' } })).toBe('online');
  });
});
