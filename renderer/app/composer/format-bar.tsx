/** The buttons of formatting. They leave the focus in the text, and say their keys. */
import { makeStyles, ToggleButton } from '@fluentui/react-components';
import {
  CodeBlockRegular,
  CodeRegular,
  TextBoldRegular,
  TextBulletListRegular,
  TextItalicRegular,
  TextNumberListLtrRegular,
  TextQuoteRegular,
  TextStrikethroughRegular,
} from '@fluentui/react-icons';
import type { ReactElement } from 'react';
import { keyPress, type KeyPress } from '../commands/press.ts';
import { pressText } from '../commands/press-words.ts';
import type { Format } from '../editor/formats.ts';
import type { Platform } from '../world/platform.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '2px', padding: '2px 6px 0' },
});

interface FormatButton {
  readonly format: Format;
  readonly words: () => string;
  readonly icon: ReactElement;
  /** Without Ctrl or Cmd, which all have. */
  readonly key: readonly [key: string, ...more: ('shift' | 'alt')[]];
}

const buttons: readonly FormatButton[] = [
  { format: 'strong', words: () => say('composer.format.strong'), icon: <TextBoldRegular />, key: ['b'] },
  {
    format: 'emphasis',
    words: () => say('composer.format.emphasis'),
    icon: <TextItalicRegular />,
    key: ['i'],
  },
  {
    format: 'strike',
    words: () => say('composer.format.strike'),
    icon: <TextStrikethroughRegular />,
    key: ['x', 'shift'],
  },
  { format: 'code', words: () => say('composer.format.code'), icon: <CodeRegular />, key: ['c', 'shift'] },
  {
    format: 'bullets',
    words: () => say('composer.format.bullets'),
    icon: <TextBulletListRegular />,
    key: ['8', 'shift'],
  },
  {
    format: 'numbers',
    words: () => say('composer.format.numbers'),
    icon: <TextNumberListLtrRegular />,
    key: ['7', 'shift'],
  },
  {
    format: 'quote',
    words: () => say('composer.format.quote'),
    icon: <TextQuoteRegular />,
    key: ['9', 'shift'],
  },
  {
    format: 'code-block',
    words: () => say('composer.format.code-block'),
    icon: <CodeBlockRegular />,
    key: ['c', 'alt', 'shift'],
  },
];

const pressOf = ([key, ...more]: FormatButton['key'], platform: Platform): KeyPress =>
  keyPress(key, platform === 'mac' ? 'meta' : 'control', ...more);

interface Properties {
  readonly platform: Platform;
  readonly formats: ReadonlySet<Format>;
  readonly switchFormat: (format: Format) => void;
}

export const FormatBar = ({ platform, formats, switchFormat }: Properties) => {
  const styles = useStyles();
  return (
    <div className={styles.bar} role="toolbar" aria-label={say('composer.formats')}>
      {buttons.map(({ format, words, icon, key }) => (
        <ToggleButton
          key={format}
          size="small"
          appearance="subtle"
          icon={icon}
          checked={formats.has(format)}
          aria-label={words()}
          title={say('commands.with-key', {
            command: words(),
            key: pressText(pressOf(key, platform), platform),
          })}
          onMouseDown={(event) => event.preventDefault()}
          onClick={() => switchFormat(format)}
        />
      ))}
    </div>
  );
};
