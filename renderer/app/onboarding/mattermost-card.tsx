/** The card to connect Mattermost: the server, and one of the three ways of signing in. */
import { Button, Field, Input, makeStyles, Spinner, Tab, TabList } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { SsoService } from '../../../preload/contract/mattermost-sign-in.ts';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { BrowserWait } from './browser-wait.tsx';
import { serverAddress } from './input.ts';
import {
  emptyMethod,
  MattermostMethodFields,
  methodOf,
  type MethodInput,
} from './mattermost-method-fields.tsx';
import { openServer, signInWith, ssoName, wayName } from '../words/mattermost-sentences.ts';
import { rememberedServer, rememberServer } from './remembered.ts';
import { browserForm, isAtServer, waysOf, type MethodKind } from './server-ways.ts';
import { ServerLine } from './server-line.tsx';
import { ServiceCard } from './service-card.tsx';
import { useConnect } from './use-connect.ts';
import { focusInvalid } from './use-failed-focus.ts';
import { useServer } from './use-server.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  tabs: { marginInlineStart: '-12px', flexWrap: 'wrap' },
  open: { alignSelf: 'flex-start', maxWidth: '100%', overflowWrap: 'anywhere' },
  waiting: {
    display: 'flex',
    alignItems: 'center',
    justifyContent: 'space-between',
    gap: '12px',
    minHeight: '32px',
  },
});

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
  // The bot of a relay has no password.
  const isRelay = preset.relay?.here === true;
  const [server, setServer] = useState(
    (account && rememberedServer(account.id)) ?? preset.mattermost?.url ?? '',
  );
  const [chosen, setKind] = useState<MethodKind>(isRelay ? 'token' : 'password');
  const [input, setInput] = useState<MethodInput>(emptyMethod);
  const [checked, setChecked] = useState(false);
  const { state, start, cancel, startAgain, reset } = useConnect('mattermost', connected);
  const busy = state.kind === 'busy';
  const url = serverAddress(server);
  const asked = useServer(url);
  const trouble = state.kind === 'trouble' ? state.outcome : null;
  // An outcome of signing in is newer than the server's answer to the question.
  const known = trouble?.kind === 'redirected' ? { kind: 'none' as const, outcome: trouble } : asked;
  const offer = known.kind === 'offer' ? known.offer : null;
  const ways = waysOf(known);
  const kind = ways.includes(chosen) ? chosen : (ways[0] ?? null);
  const presetClient = (preset.mattermost?.clientId ?? null) !== null && preset.mattermost?.url === url;
  const browser = browserForm(offer, presetClient);
  const mfa = offer?.mfa === 'enforced' || trouble?.kind === 'mfa-needed' || input.mfaCode !== '';

  const submit = (form: HTMLFormElement, service: SsoService | null): void => {
    setChecked(true);
    const method = kind === null ? null : methodOf(kind, input, browser, service);
    if (url === null || method === null) {
      focusInvalid(form);
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
    <ServiceCard service="mattermost" about={say('mattermost.about')} state={state} reset={reset} done={done}>
      {trouble !== null && url !== null && isAtServer(trouble) && (
        <Button
          className={styles.open}
          onClick={() => {
            // Harmless: refused only when main is going down.
            door.call('link:open', { url }).catch(() => undefined);
          }}
        >
          {openServer(new URL(url).host)}
        </Button>
      )}
      <form
        className={styles.form}
        onSubmit={(event: SubmitEvent<HTMLFormElement>) => {
          event.preventDefault();
          // Enter in a field acts like a press on the first button.
          submit(event.currentTarget, kind === 'browser' ? (browser.services[0]?.service ?? null) : null);
        }}
        noValidate
      >
        <Field
          label={say('mattermost.address.label')}
          {...(checked && url === null ? { validationMessage: say('mattermost.address.missing') } : {})}
        >
          <Input
            type="url"
            placeholder={say('mattermost.address.example')}
            data-field="server"
            value={server}
            onChange={(_, { value }) => setServer(value)}
            disabled={busy}
            spellCheck={false}
          />
        </Field>
        <ServerLine
          server={known}
          url={url}
          take={(to) => {
            reset();
            setServer(to);
          }}
          disabled={busy}
        />
        {kind !== null && (
          <>
            {ways.length > 1 && (
              <TabList
                className={styles.tabs}
                size="small"
                selectedValue={kind}
                onTabSelect={(_, { value }) => setKind(value as MethodKind)}
                disabled={busy}
                aria-label={say('mattermost.ways')}
              >
                {ways.map((way) => (
                  <Tab key={way} value={way}>
                    {wayName(way, offer)}
                  </Tab>
                ))}
              </TabList>
            )}
            <MattermostMethodFields
              kind={kind}
              offer={offer}
              browser={browser}
              input={input}
              change={setInput}
              isRelay={isRelay}
              mfa={mfa}
              disabled={busy}
              checked={checked}
            />
            {busy && kind === 'browser' ? (
              <BrowserWait
                service="mattermost"
                browser={state.browser}
                cancel={cancel}
                startAgain={startAgain}
              />
            ) : busy ? (
              <div className={styles.waiting} role="status">
                <Spinner size="tiny" label={say('mattermost.signing-in')} labelPosition="after" />
                <Button onClick={cancel}>{say('action.cancel')}</Button>
              </div>
            ) : kind === 'browser' && browser.services.length > 0 ? (
              browser.services.map((one) => (
                <Button
                  key={one.service}
                  appearance={browser.services.length === 1 ? 'primary' : 'secondary'}
                  size="large"
                  onClick={({ currentTarget: { form } }) => form && submit(form, one.service)}
                >
                  {signInWith(ssoName(one))}
                </Button>
              ))
            ) : (
              <Button type="submit" appearance="primary" size="large">
                {say('mattermost.submit')}
              </Button>
            )}
          </>
        )}
      </form>
    </ServiceCard>
  );
};
