/** Connecting Mattermost: the server, and one of the three ways in. */
import { Button, Field, Input, makeStyles, Spinner, Tab, TabList } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { Preset } from '../../../preload/contract/shapes.ts';
import type { Account } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { BrowserWait } from './BrowserWait.tsx';
import { serverAddress } from './input.ts';
import {
  emptyMethod,
  MattermostMethodFields,
  methodOf,
  type MethodInput,
  type MethodKind,
} from './MattermostMethodFields.tsx';
import { rememberedServer, rememberServer } from './remembered.ts';
import { ServiceCard } from './ServiceCard.tsx';
import { useConnect } from './use-connect.ts';
import { focusInvalid } from './use-failed-focus.ts';
import { useWays } from './use-ways.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  tabs: { marginInlineStart: '-12px' },
  waiting: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '12px',
    minHeight: '32px',
  },
});

const wayNames: Readonly<Record<MethodKind, string>> = {
  password: 'Password',
  token: 'Access token',
  browser: 'Browser',
};

interface Properties {
  readonly preset: Preset;
  /** The account to sign in again, or null for a new one. */
  readonly account: Pick<Account, 'id'> | null;
  readonly connected: () => void;
  readonly done: string | null;
}

export const MattermostCard = ({ preset, account, connected, done }: Properties) => {
  const styles = useStyles();
  const { door } = useWorld();
  const [server, setServer] = useState(
    (account && rememberedServer(account.id)) ?? preset.mattermost?.url ?? '',
  );
  const [chosen, setKind] = useState<MethodKind>('password');
  const [input, setInput] = useState<MethodInput>(emptyMethod);
  const [checked, setChecked] = useState(false);
  const { state, start, cancel, startAgain, reset } = useConnect('mattermost', connected);
  const busy = state.kind === 'busy';
  const url = serverAddress(server);
  const ways = useWays(url);
  const kind = ways.includes(chosen) ? chosen : (ways[0] ?? chosen);
  const mfaAsked = state.kind === 'trouble' && state.outcome.kind === 'mfa-needed';
  const mfa = mfaAsked || input.mfaCode !== '';

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    const method = methodOf(kind, input);
    if (url === null || method === null) {
      focusInvalid(event.currentTarget);
      return;
    }
    setChecked(false);
    start(async () => {
      const outcome = await door.call('account:connect-mattermost', {
        url,
        method,
        account: account?.id ?? null,
      });
      if (outcome.kind === 'connected') {
        rememberServer(outcome.account.id, url);
        setInput(emptyMethod);
      }
      return outcome;
    });
  };
  return (
    <ServiceCard
      service="mattermost"
      about="Channels and direct messages of your server"
      state={state}
      reset={reset}
      done={done}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        <Field
          label="Server address"
          {...(checked && url === null
            ? { validationMessage: 'Enter the address, such as chat.example.org.' }
            : {})}
        >
          <Input
            type="url"
            placeholder="chat.example.org"
            data-field="server"
            value={server}
            onChange={(_, { value }) => setServer(value)}
            disabled={busy}
            spellCheck={false}
          />
        </Field>
        <TabList
          className={styles.tabs}
          size="small"
          selectedValue={kind}
          onTabSelect={(_, { value }) => setKind(value as MethodKind)}
          disabled={busy}
          aria-label="How to sign in"
        >
          {ways.map((way) => (
            <Tab key={way} value={way}>
              {wayNames[way]}
            </Tab>
          ))}
        </TabList>
        <MattermostMethodFields
          kind={kind}
          input={input}
          change={setInput}
          mfa={mfa}
          disabled={busy}
          checked={checked}
        />
        {busy && kind === 'browser' ? (
          <BrowserWait service="mattermost" browser={state.browser} cancel={cancel} startAgain={startAgain} />
        ) : busy ? (
          <div className={styles.waiting} role="status">
            <Spinner size="tiny" label="Signing in…" labelPosition="after" />
            <Button onClick={cancel}>Cancel</Button>
          </div>
        ) : (
          <Button type="submit" appearance="primary" size="large">
            Sign in to Mattermost
          </Button>
        )}
      </form>
    </ServiceCard>
  );
};
