/** The buttons beside the text: formatting, emoji, files, and sending. */
import { Button, ToggleButton } from '@fluentui/react-components';
import { AttachRegular, EmojiRegular, SendRegular, TextEditStyleRegular } from '@fluentui/react-icons';
import { useRef } from 'react';
import { say } from '../../words/catalogue/say.ts';
import { useComposerStyles } from '../composer-styles.ts';

interface Properties {
  readonly showsFormats: boolean;
  readonly switchFormats: () => void;
  readonly openEmoji: (at: DOMRect) => void;
  /** Why no files can be added now; null if they can. */
  readonly noFiles: string | null;
  readonly addFiles: (files: readonly File[]) => void;
  readonly sendWords: string;
  readonly canSend: boolean;
  readonly send: () => void;
}

export const BoxButtons = (properties: Properties) => {
  const { showsFormats, switchFormats, openEmoji, noFiles, addFiles, sendWords, canSend, send } = properties;
  const styles = useComposerStyles();
  const chooser = useRef<HTMLInputElement>(null);
  return (
    <div className={styles.buttons}>
      <ToggleButton
        appearance="subtle"
        icon={<TextEditStyleRegular />}
        checked={showsFormats}
        aria-label={say('composer.show-formats')}
        title={say('composer.show-formats')}
        onClick={switchFormats}
      />
      <Button
        appearance="subtle"
        icon={<EmojiRegular />}
        aria-label={say('composer.format.emoji')}
        title={say('composer.format.emoji')}
        aria-haspopup="dialog"
        onClick={({ currentTarget }) => openEmoji(currentTarget.getBoundingClientRect())}
      />
      <Button
        appearance="subtle"
        icon={<AttachRegular />}
        aria-label={say('composer.attach')}
        title={noFiles ?? say('composer.attach')}
        disabledFocusable={noFiles !== null}
        onClick={() => chooser.current?.click()}
      />
      <Button
        appearance="subtle"
        icon={<SendRegular />}
        aria-label={sendWords}
        title={sendWords}
        disabledFocusable={!canSend}
        onClick={send}
      />
      <input
        ref={chooser}
        type="file"
        multiple
        hidden
        onChange={({ target }) => {
          addFiles([...(target.files ?? [])]);
          target.value = '';
        }}
      />
    </div>
  );
};
