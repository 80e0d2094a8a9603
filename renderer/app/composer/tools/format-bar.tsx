/**
 * The buttons of formatting. A press of the mouse leaves the focus in the text. For the keyboard they are one tab stop, and arrow keys move
 * between them (WAI-ARIA, toolbar).
 */
import { Button, makeStyles, ToggleButton } from '@fluentui/react-components';
import {
  CodeBlockRegular,
  ChevronDownRegular,
  CodeRegular,
  LinkRegular,
  MarkdownRegular,
  TextBoldRegular,
  TextBulletListRegular,
  TextItalicRegular,
  TextNumberListLtrRegular,
  TextQuoteRegular,
  TextStrikethroughRegular,
} from '@fluentui/react-icons';
import type { MouseEvent, ReactElement } from 'react';
import { keyPress, type KeyPress } from '../../commands/press.ts';
import { pressText } from '../../commands/press-words.ts';
import type { Format, FormatHere } from '../../editor/formats.ts';
import type { Platform } from '../../world/platform.ts';
import { say } from '../../words/catalogue/say.ts';
import { languageName } from '../../words/code-languages.ts';
import { useRoving } from './roving.ts';

const useStyles = makeStyles({
  bar: { display: 'flex', flexWrap: 'wrap', gap: '2px', padding: '2px 6px 0' },
  source: { marginInlineStart: 'auto', minWidth: 0 },
});

interface FormatButton {
  readonly format: Format;
  readonly words: () => string;
  readonly icon: ReactElement;
  /** The key without Ctrl or Cmd, which all of them need. */
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
  readonly formats: ReadonlySet<FormatHere>;
  /** The language of the code at the cursor; null if there is no code. */
  readonly language: string | null;
  /** The Markdown source is shown: it has no formats. */
  readonly isSource: boolean;
  readonly switchFormat: (format: Format) => void;
  readonly switchSource: () => void;
  readonly openLink: () => void;
  readonly openLanguages: (at: DOMRect) => void;
}

const keepFocus = (event: MouseEvent): void => event.preventDefault();

export const FormatBar = (properties: Properties) => {
  const { platform, formats, language, isSource, switchFormat, switchSource, openLink, openLanguages } =
    properties;
  const styles = useStyles();
  const shown = isSource ? [] : buttons;
  const linkAt = shown.length;
  const languageAt = linkAt + 1;
  const sourceAt = isSource ? 0 : languageAt + (language === null ? 0 : 1);
  const roving = useRoving(sourceAt + 1);
  const withKey = (command: string, key: FormatButton['key']): string =>
    say('commands.with-key', { command, key: pressText(pressOf(key, platform), platform) });
  return (
    <div className={styles.bar} role="toolbar" aria-label={say('composer.formats')} {...roving.bar}>
      {shown.map(({ format, words, icon, key }, at) => (
        <ToggleButton
          key={format}
          size="small"
          appearance="subtle"
          icon={icon}
          checked={formats.has(format)}
          tabIndex={roving.tabIndexOf(at)}
          aria-label={words()}
          title={withKey(words(), key)}
          onMouseDown={keepFocus}
          onClick={() => switchFormat(format)}
        />
      ))}
      {!isSource && (
        <ToggleButton
          size="small"
          appearance="subtle"
          icon={<LinkRegular />}
          checked={formats.has('link')}
          tabIndex={roving.tabIndexOf(linkAt)}
          aria-label={say('composer.format.link')}
          title={withKey(say('composer.format.link'), ['k', 'alt'])}
          aria-haspopup="dialog"
          disabledFocusable={language !== null}
          onMouseDown={keepFocus}
          onClick={openLink}
        />
      )}
      {!isSource && language !== null && (
        <Button
          size="small"
          appearance="subtle"
          icon={<ChevronDownRegular />}
          iconPosition="after"
          tabIndex={roving.tabIndexOf(languageAt)}
          title={say('composer.language.choose')}
          aria-label={`${say('composer.language.choose')}: ${languageName(language) ?? say('composer.language.none')}`}
          aria-haspopup="dialog"
          onMouseDown={keepFocus}
          onClick={({ currentTarget }) => openLanguages(currentTarget.getBoundingClientRect())}
        >
          {languageName(language) ?? say('composer.language.none')}
        </Button>
      )}
      <ToggleButton
        className={styles.source}
        size="small"
        appearance="subtle"
        icon={<MarkdownRegular />}
        checked={isSource}
        tabIndex={roving.tabIndexOf(sourceAt)}
        title={say('composer.source.about')}
        onMouseDown={keepFocus}
        onClick={switchSource}
      >
        {say('composer.source')}
      </ToggleButton>
    </div>
  );
};
