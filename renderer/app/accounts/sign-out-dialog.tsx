/** Asks before an account's mirror and secrets leave this computer. */
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
import type { Account } from '../../model/index.ts';
import { isolated, serviceName } from '../words/names.ts';
import { logCaught } from '../world/log-caught.ts';
import { useWorld } from '../world/world.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly account: Account;
  /** The name that distinguishes the account from the others. */
  readonly name: string;
  /** The organisation requires this account. */
  readonly isRequired: boolean;
  readonly close: () => void;
}

export const SignOutDialog = ({ account, name, isRequired, close }: Properties) => {
  const { door } = useWorld();
  const [state, setState] = useState<'asking' | 'busy' | 'failed'>('asking');
  const signOut = (): void => {
    setState('busy');
    door.call('account:sign-out', { account: account.id }).then(close, (error: unknown) => {
      logCaught(door, 'sign-out', error);
      setState('failed');
    });
  };
  return (
    <Modal modalType="alert" close={close}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle style={{ overflowWrap: 'anywhere' }}>
            {say('account.sign-out.title', { service: serviceName(account.service), name: isolated(name) })}
          </DialogTitle>
          <DialogContent>
            {say('account.sign-out.about')}
            {isRequired && <p>{say('account.sign-out.required')}</p>}
            {state === 'failed' && (
              <MessageBar intent="error" style={{ marginTop: 12 }}>
                <MessageBarBody>{say('account.sign-out.failed')}</MessageBarBody>
              </MessageBar>
            )}
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="secondary" onClick={close}>
              {say('account.sign-out.stay')}
            </Button>
            <Button appearance="primary" disabled={state === 'busy'} onClick={signOut}>
              {say('account.sign-out.submit')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
