/** Of what the user is told: their choices, and what became of the latest messages. */
import {
  DialogBody,
  DialogContent,
  DialogSurface,
  makeStyles,
  Tab,
  TabList,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Directory } from '../directory/use-directory.ts';
import { KeepingPlace } from '../keeping/keeping-place.tsx';
import { NotKept } from '../keeping/not-kept.tsx';
import { useDialogStyles } from '../theme/dialog-styles.ts';
import { ClosableTitle } from '../theme/closable-title.tsx';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { DeviceChoices } from './device-choices.tsx';
import { EverywhereChoices } from './everywhere-choices.tsx';
import { LatestNotices } from './latest-notices.tsx';

const useStyles = makeStyles({
  surface: { maxWidth: '640px' },
  // The frame of the focus keeps away from the words. As high as the higher of both tabs would be, so that nothing jumps between them.
  content: { margin: '0 -8px', padding: '4px 8px', minHeight: 'min(640px, 60vh)' },
  tabs: { marginBottom: '16px', marginInlineStart: '-10px' },
});

interface Properties {
  readonly directory: Directory;
  readonly close: () => void;
}

export const NoticesDialog = ({ directory, close }: Properties) => {
  const styles = useStyles();
  const { body } = useDialogStyles();
  const [tab, setTab] = useState<'choices' | 'latest'>('choices');
  return (
    <Modal close={close}>
      <KeepingPlace>
        <DialogSurface className={styles.surface} data-testid="notices">
          <DialogBody className={body}>
            <ClosableTitle close={close}>{say('notices.title')}</ClosableTitle>
            <DialogContent
              className={styles.content}
              tabIndex={0}
              aria-label={say('notices.title')}
              role="region"
            >
              <NotKept />
              <TabList
                className={styles.tabs}
                selectedValue={tab}
                onTabSelect={(_, { value }) => setTab(value === 'latest' ? 'latest' : 'choices')}
              >
                <Tab value="choices" id="notices-tab-choices" aria-controls="notices-panel">
                  {say('notices.tab.choices')}
                </Tab>
                <Tab value="latest" id="notices-tab-latest" aria-controls="notices-panel">
                  {say('notices.tab.latest')}
                </Tab>
              </TabList>
              <div role="tabpanel" id="notices-panel" aria-labelledby={`notices-tab-${tab}`}>
                {tab === 'choices' ? (
                  <>
                    <EverywhereChoices />
                    <DeviceChoices />
                  </>
                ) : (
                  <LatestNotices directory={directory} leave={close} />
                )}
              </div>
            </DialogContent>
          </DialogBody>
        </DialogSurface>
      </KeepingPlace>
    </Modal>
  );
};
