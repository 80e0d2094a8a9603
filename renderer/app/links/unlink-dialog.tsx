/** Asks before a link is removed, because it is removed for everybody; then stores the intent. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { Unlinking } from '../navigation/navigation.ts';
import { useLinkActions } from './use-link-intents.ts';
import { logCaught } from '../world/log-caught.ts';
import { isolatedNames } from '../words/names.ts';
import { useWorld } from '../world/world.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';

export const UnlinkDialog = ({ link, account, names, close }: Unlinking & { close: () => void }) => {
  const { door } = useWorld();
  const { unlink } = useLinkActions();
  const [notStored, setNotStored] = useState(false);
  const { standing } = link;
  // The post of a link cannot be deleted by people who do not see it.
  const isOutside = standing.kind === 'side-missing' && standing.service === 'mattermost';
  return (
    <Modal modalType="alert" close={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle style={{ overflowWrap: 'anywhere' }}>
            {say('link.unlink-dialog.title', isolatedNames(names))}
          </DialogTitle>
          <DialogContent>
            {isOutside ? say('link.unlink-dialog.outside') : say('link.unlink-dialog.about')}
            {notStored && (
              <MessageBar intent="error" style={{ marginTop: 12 }}>
                <MessageBarBody>{say('link.not-stored')}</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="secondary" onClick={close}>
              {say('link.unlink-dialog.keep')}
            </Button>
            <Button
              appearance="primary"
              onClick={() => {
                unlink(link, account).then(close, (error: unknown) => {
                  logCaught(door, 'unlink', error);
                  setNotStored(true);
                });
              }}
            >
              {isOutside ? say('link.unlink-dialog.forget') : say('link.unlink-dialog.submit')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
