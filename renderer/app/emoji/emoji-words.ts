/** The names of the parts of the emoji picker. */
import { say } from '../words/catalogue/say.ts';

export type EmojiSection =
  | 'recent'
  | 'found'
  | 'smileys'
  | 'people'
  | 'nature'
  | 'food'
  | 'travel'
  | 'activities'
  | 'objects'
  | 'symbols'
  | 'flags'
  | 'custom';

/** The title of a section of the emoji picker. */
export const emojiGroupWords = (section: EmojiSection): string => {
  switch (section) {
    case 'recent':
      return say('emoji.group.recent');
    case 'found':
      return say('emoji.group.found');
    case 'smileys':
      return say('emoji.group.smileys');
    case 'people':
      return say('emoji.group.people');
    case 'nature':
      return say('emoji.group.nature');
    case 'food':
      return say('emoji.group.food');
    case 'travel':
      return say('emoji.group.travel');
    case 'activities':
      return say('emoji.group.activities');
    case 'objects':
      return say('emoji.group.objects');
    case 'symbols':
      return say('emoji.group.symbols');
    case 'flags':
      return say('emoji.group.flags');
    case 'custom':
      return say('emoji.group.custom');
  }
};

/** 0 is no tone, 1 to 5 go from light to dark. */
export const toneWords = (tone: 0 | 1 | 2 | 3 | 4 | 5): string => {
  switch (tone) {
    case 0:
      return say('emoji.tone.none');
    case 1:
      return say('emoji.tone.light');
    case 2:
      return say('emoji.tone.medium-light');
    case 3:
      return say('emoji.tone.medium');
    case 4:
      return say('emoji.tone.medium-dark');
    case 5:
      return say('emoji.tone.dark');
  }
};
