/** The font of emoji on Linux. Windows and macOS choose theirs themselves. */
import { makeStaticStyles } from '@fluentui/react-components';

/** The characters that are drawn as emoji unless the text says otherwise (Unicode, emoji-data.txt, Emoji_Presentation), and what joins them. */
const emojiCharacters = [
  'U+231A-231B,U+23E9-23EC,U+23F0,U+23F3,U+25FD-25FE,U+2614-2615,U+2648-2653,U+267F,U+2693,U+26A1',
  'U+26AA-26AB,U+26BD-26BE,U+26C4-26C5,U+26CE,U+26D4,U+26EA,U+26F2-26F3,U+26F5,U+26FA,U+26FD',
  'U+2705,U+270A-270B,U+2728,U+274C,U+274E,U+2753-2755,U+2757,U+2795-2797,U+27B0,U+27BF',
  'U+2B1B-2B1C,U+2B50,U+2B55,U+200D,U+FE0F,U+1F000-1FAFF,U+E0020-E007F',
].join(',');

/**
 * Declares "Isthmus Emoji", which the themes name first. Noto Color Emoji has digits and a space too: named without a range, it draws those of a
 * text where no text font before it is installed.
 */
export const useEmojiFont = makeStaticStyles({
  '@font-face': {
    fontFamily: 'Isthmus Emoji',
    src: 'local("Noto Color Emoji")',
    unicodeRange: emojiCharacters,
  },
});
