/** Asks before a link is taken away: it goes for everybody. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';

interface Properties {
  readonly names: string;
  readonly unlink: () => void;
  readonly close: () => void;
}

export const UnlinkDialog = ({ names, unlink, close }: Properties) => (
  <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && close()}>
    <DialogSurface>
      <DialogBody>
        <DialogTitle>Unlink {names}?</DialogTitle>
        <DialogContent>
          The post that links them is deleted, and from then on nobody’s messages are carried between the two.
          Messages that were carried stay on both sides. To stop only your own, switch carrying off instead.
        </DialogContent>
        <DialogActions>
          <Button appearance="secondary" onClick={close}>
            Keep the link
          </Button>
          <Button appearance="primary" onClick={unlink}>
            Unlink for everybody
          </Button>
        </DialogActions>
      </DialogBody>
    </DialogSurface>
  </Dialog>
);
