/** In the status line: how many messages wait or could not be carried; a press shows these messages, and what the user can do. */
import {
  Button,
  makeStyles,
  mergeClasses,
  Popover,
  PopoverSurface,
  PopoverTrigger,
  Text,
  tokens,
} from '@fluentui/react-components';
import { ArrowSwapRegular, ErrorCircleFilled } from '@fluentui/react-icons';
import { useState } from 'react';
import type { Directory } from '../directory/use-directory.ts';
import { OutboxList } from './outbox-list.tsx';
import { overviewSentence } from './overview.ts';
import { useCarryActions } from './use-carry-actions.ts';
import { useOverview } from './use-overview.ts';
import { withinWindow } from '../theme/positioning.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  button: {
    minWidth: 'auto',
    height: '24px',
    flexShrink: 0,
    fontWeight: tokens.fontWeightRegular,
    whiteSpace: 'nowrap',
  },
  failed: { color: tokens.colorStatusDangerForeground1 },
  surface: {
    width: 'min(480px, calc(100vw - 32px))',
    maxHeight: 'min(520px, 70vh)',
    boxSizing: 'border-box',
    display: 'flex',
    flexDirection: 'column',
    gap: '4px',
    overflowY: 'auto',
    scrollbarWidth: 'thin',
  },
  head: { display: 'flex', alignItems: 'center', justifyContent: 'space-between', minHeight: '24px' },
  title: { margin: 0 },
});

export const OutboxStatus = ({ directory }: { directory: Directory }) => {
  const styles = useStyles();
  const [open, setOpen] = useState(false);
  const act = useCarryActions();
  const overview = useOverview(directory);
  const sentence = overviewSentence(overview);
  const { failed, waiting, moving } = overview;
  const under = [...waiting, ...moving];
  return (
    <span role="status" aria-live="polite" hidden={sentence === null}>
      {(sentence !== null || open) && (
        <Popover
          open={open}
          onOpenChange={(_, data) => setOpen(data.open)}
          withArrow
          trapFocus
          positioning={withinWindow('above-end')}
        >
          <PopoverTrigger disableButtonEnhancement>
            <Button
              className={mergeClasses(styles.button, failed.length > 0 && styles.failed)}
              size="small"
              appearance="subtle"
              icon={failed.length > 0 ? <ErrorCircleFilled /> : <ArrowSwapRegular />}
              data-testid="outbox-status"
            >
              {sentence ?? say('carry.outbox.all-carried')}
            </Button>
          </PopoverTrigger>
          <PopoverSurface className={styles.surface} aria-label={say('carry.outbox.label')}>
            {failed.length > 0 && (
              <>
                <div className={styles.head}>
                  <Text as="h2" weight="semibold" size={400} className={styles.title}>
                    {say('carry.outbox.failed')}
                  </Text>
                  {failed.length > 1 && (
                    <Button
                      size="small"
                      onClick={() =>
                        act(
                          'retry',
                          failed.map(({ message }) => message),
                        )
                      }
                    >
                      {say('carry.outbox.try-all-again')}
                    </Button>
                  )}
                </div>
                <OutboxList items={failed} directory={directory} leave={() => setOpen(false)} />
              </>
            )}
            {under.length > 0 && (
              <>
                <div className={styles.head}>
                  <Text as="h2" weight="semibold" size={400} className={styles.title}>
                    {say('carry.outbox.under-way')}
                  </Text>
                </div>
                <OutboxList items={under} directory={directory} leave={() => setOpen(false)} />
              </>
            )}
            {failed.length + under.length === 0 && <Text>{say('carry.outbox.nothing')}</Text>}
          </PopoverSurface>
        </Popover>
      )}
    </span>
  );
};
