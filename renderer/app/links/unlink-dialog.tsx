/** Asks before a link is taken away, for it goes for everybody; then writes the wish. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { AccountId } from '../../model/index.ts';
import type { LinkRow } from '../../store/index.ts';
import { useLinkActions } from './use-link-intents.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';

/** A link that is to be taken away. */
export interface Unlinking {
  readonly link: LinkRow;
  /** The Mattermost account. */
  readonly account: AccountId;
  /** What both are called. */
  readonly names: string;
}

export const UnlinkDialog = ({ link, account, names, close }: Unlinking & { close: () => void }) => {
  const { door } = useWorld();
  const { unlink } = useLinkActions();
  const [notStored, setNotStored] = useState(false);
  const { standing } = link;
  // Its post cannot be deleted from outside.
  const isOutside = standing.kind === 'side-missing' && standing.service === 'mattermost';
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && close()}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>Unlink {names}?</DialogTitle>
          <DialogContent>
            {isOutside
              ? 'You do not see the Mattermost conversation any more: the link is forgotten here, and stays as it is for everybody else.'
              : 'The post that links them is deleted, and from then on nobody’s messages are carried between the two. Messages that were carried stay on both sides. To stop only your own, switch carrying off instead.'}
            {notStored && (
              <MessageBar intent="error" style={{ marginTop: 12 }}>
                <MessageBarBody>The disk does not take it. Make some room and try again.</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" onClick={close}>
              Keep the link
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
              {isOutside ? 'Forget the link' : 'Unlink for everybody'}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
