/** The server's own emoji: the only names besides custom ones that it takes for a reaction (facts: Seen on a real server). */
import list from './emoji-names.json';

const tones = ['light', 'medium_light', 'medium', 'medium_dark', 'dark'];

const names: ReadonlySet<string> = new Set([
  ...Object.values(list.names).flatMap((some) => some.split(' ')),
  ...list.toned.split(' ').flatMap((name) => tones.map((tone) => `${name}_${tone}_skin_tone`)),
  ...list.pairs.split(' '),
]);

/** Whether the server has a built-in emoji of this name (no colons). */
export const isSystemEmoji = (name: string): boolean => names.has(name);

/** Every name. */
export const systemEmoji = (): readonly string[] => [...names];
