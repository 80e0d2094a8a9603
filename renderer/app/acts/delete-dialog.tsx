/** Asks before a message is deleted. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import type { Message, Service } from '../../model/index.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly message: Message;
  readonly service: Service;
  readonly remove: () => void;
  readonly close: () => void;
}

export const DeleteDialog = ({ message, service, remove, close }: Properties) => {
  const count = message.replies?.count ?? 0;
  return (
    <Modal modalType="alert" close={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{say('acts.delete-dialog.title')}</DialogTitle>
          <DialogContent>
            {service === 'mattermost' && count > 0
              ? say('acts.delete-dialog.about-thread', { count })
              : say('acts.delete-dialog.about')}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="secondary" onClick={close}>
              {say('acts.delete-dialog.keep')}
            </Button>
            <Button appearance="primary" onClick={remove}>
              {say('acts.delete-dialog.submit')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
