/** The button for the one thing that the user can do about an account's state. */
import { Button } from '@fluentui/react-components';
import type { Account } from '../../model/index.ts';
import { useReconnect } from '../accounts/reconnect.ts';
import { useTryNow } from '../accounts/use-try-now.ts';
import type { Status } from '../words/account-sentences.ts';
import { certificateWords, proxyLoginWords } from '../words/machine/network-sentences.ts';
import { useWorld } from '../world/world.ts';
import { say } from '../words/catalogue/say.ts';

interface Properties {
  readonly account: Account;
  readonly status: Status;
  readonly className: string;
}

export const AccountAction = ({ account, status, className }: Properties) => {
  const { door } = useWorld();
  const reconnect = useReconnect();
  const tryNow = useTryNow();
  switch (status.action) {
    case 'sign-in':
      return (
        <Button className={className} size="small" appearance="primary" onClick={() => reconnect(account)}>
          {say('action.sign-in-again')}
        </Button>
      );
    case 'try-now':
      return (
        <Button className={className} size="small" onClick={() => tryNow(account)}>
          {say('action.try-again-now')}
        </Button>
      );
    case 'proxy-sign-in':
    case 'choose-certificate':
      return (
        <Button
          className={className}
          size="small"
          appearance="primary"
          onClick={() => {
            // Harmless: refused only when main is going down.
            door.call('network:ask-again', {}).catch(() => undefined);
          }}
        >
          {status.action === 'proxy-sign-in' ? proxyLoginWords.signIn : certificateWords.choose}
        </Button>
      );
    case 'resume':
      return (
        <Button
          className={className}
          size="small"
          onClick={() => {
            // Harmless: refused only when main is going down.
            door.call('mirror:set-paused', { paused: false }).catch(() => undefined);
          }}
        >
          {say('status.resume')}
        </Button>
      );
    case undefined:
      break;
  }
  return null;
};
