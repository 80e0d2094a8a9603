/** The list of shortcuts: of the commands, and of keys that only work inside one part of the screen. */
import { DialogBody, DialogContent, DialogSurface, makeStyles, tokens } from '@fluentui/react-components';
import { useDialogStyles } from '../theme/dialog-styles.ts';
import { ClosableTitle } from '../theme/closable-title.tsx';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { commands } from './commands.ts';
import { KeyCaps } from './key-caps.tsx';
import type { Press } from './press.ts';
import { toldPresses } from './press-words.ts';
import { filterKeys, listKeys, messageKeys, writingKeys } from './widget-keys.ts';
import type { Platform } from '../world/platform.ts';

const useStyles = makeStyles({
  surface: { maxWidth: '960px' },
  // The frame of the focus keeps away from the words.
  content: { margin: '0 -8px', padding: '4px 8px' },
  // As many columns as there is room for. They are as high as they need: what scrolls is around them.
  columns: { columnWidth: '340px', columnGap: '40px' },
  section: { marginBottom: '20px', breakInside: 'avoid' },
  title: {
    margin: '0 0 6px',
    fontSize: tokens.fontSizeBase300,
    fontWeight: tokens.fontWeightSemibold,
    color: tokens.colorNeutralForeground1,
  },
  lines: { margin: 0 },
  line: {
    display: 'grid',
    gridTemplateColumns: 'minmax(0, 1fr) minmax(0, 1fr)',
    columnGap: '16px',
    alignItems: 'baseline',
    padding: '5px 0',
    borderBottom: `1px solid ${tokens.colorNeutralStroke3}`,
  },
  keys: { margin: 0 },
});

interface Shortcut {
  readonly words: () => string;
  readonly presses: readonly Press[];
}

export const ShortcutsDialog = ({ platform, close }: { platform: Platform; close: () => void }) => {
  const styles = useStyles();
  const { body } = useDialogStyles();
  const everywhere = Object.values(commands).map(({ words, keys }) => ({
    words,
    presses: toldPresses(keys[platform]),
  }));
  return (
    <Modal close={close}>
      <DialogSurface className={styles.surface} data-testid="shortcuts">
        <DialogBody className={body}>
          <ClosableTitle close={close}>{say('shortcuts.title')}</ClosableTitle>
          <DialogContent
            className={styles.content}
            tabIndex={0}
            aria-label={say('shortcuts.title')}
            role="region"
          >
            <div className={styles.columns}>
              <Section title={say('shortcuts.everywhere')} shortcuts={everywhere} platform={platform} />
              <Section title={say('shortcuts.filter')} shortcuts={filterKeys} platform={platform} />
              <Section title={say('shortcuts.list')} shortcuts={listKeys} platform={platform} />
              <Section title={say('shortcuts.messages')} shortcuts={messageKeys} platform={platform} />
              <Section
                title={say('shortcuts.writing')}
                shortcuts={writingKeys(platform)}
                platform={platform}
              />
            </div>
          </DialogContent>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};

interface SectionProperties {
  readonly title: string;
  readonly shortcuts: readonly Shortcut[];
  readonly platform: Platform;
}

const Section = ({ title, shortcuts, platform }: SectionProperties) => {
  const styles = useStyles();
  return (
    <section className={styles.section} aria-label={title}>
      <h3 className={styles.title}>{title}</h3>
      <dl className={styles.lines}>
        {shortcuts.map(({ words, presses }) => (
          <div key={words()} className={styles.line}>
            <dt>{words()}</dt>
            <dd className={styles.keys}>
              <KeyCaps presses={presses} platform={platform} />
            </dd>
          </div>
        ))}
      </dl>
    </section>
  );
};
