import { describe, expect, it } from 'vitest';
import { emojiOfName } from './emoji.ts';

describe('emoji by Mattermost’s names', () => {
  it.each([
    ['+1', '👍'],
    ['thumbsup', '👍'],
    ['-1', '👎'],
    ['smile', '😄'],
    ['slightly_smiling_face', '🙂'],
    ['heart', '❤️'],
    ['tada', '🎉'],
    ['white_check_mark', '✅'],
    ['eyes', '👀'],
    ['rocket', '🚀'],
    ['100', '💯'],
    ['hankey', '💩'],
    ['flag-de', '🇩🇪'],
    ['de', '🇩🇪'],
    ['hash', '#️⃣'],
    ['wave_dark_skin_tone', '👋🏿'],
    ['+1_medium_light_skin_tone', '👍🏼'],
    ['wave_tone1', '👋🏻'],
    ['point_up_light_skin_tone', '☝🏻'],
  ])('%s', (name, emoji) => {
    expect(emojiOfName(name)).toBe(emoji);
  });

  it.each(['partyparrot', 'mattermost', '', '__proto__', 'constructor', 'x_dark_skin_tone'])(
    '%j has no Unicode form',
    (name) => {
      expect(emojiOfName(name)).toBeNull();
    },
  );
});
