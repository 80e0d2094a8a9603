/** Connecting Microsoft Teams: one button where a preset says how, else the organisation's registration as well. */
import { Button, Field, Input, Link, makeStyles } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { Preset } from '../../../preload/contract/shapes.ts';
import type { Account } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { BrowserWait } from './BrowserWait.tsx';
import { clientIdOf } from './input.ts';
import { rememberedTeams, rememberTeams } from './remembered.ts';
import { ServiceCard } from './ServiceCard.tsx';
import { useConnect } from './use-connect.ts';
import { focusInvalid } from './use-failed-focus.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
});

interface Properties {
  readonly preset: Preset;
  /** The account to sign in again, or null for a new one. */
  readonly account: Pick<Account, 'id'> | null;
  readonly connected: () => void;
  /** The account that is connected already, by its label. */
  readonly done: string | null;
}

export const TeamsCard = ({ preset, account, connected, done }: Properties) => {
  const styles = useStyles();
  const { door } = useWorld();
  const known = preset.teams ?? rememberedTeams();
  const [advanced, setAdvanced] = useState(known === null);
  const [tenant, setTenant] = useState(known?.tenant ?? 'organizations');
  const [clientId, setClientId] = useState(known?.clientId ?? '');
  const [checked, setChecked] = useState(false);
  const { state, start, cancel, startAgain, reset } = useConnect('teams', connected);
  const id = clientIdOf(clientId);
  const tenantMissing = checked && tenant.trim() === '';

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    if (id === null || tenant.trim() === '') {
      setAdvanced(true);
      focusInvalid(event.currentTarget);
      return;
    }
    const registration = { tenant: tenant.trim(), clientId: id };
    start(async () => {
      const outcome = await door.call('account:connect-teams', {
        ...registration,
        account: account?.id ?? null,
      });
      if (outcome.kind === 'connected') rememberTeams(registration);
      return outcome;
    });
  };
  return (
    <ServiceCard
      service="teams"
      about="Chats, teams and channels of your work account"
      state={state}
      reset={reset}
      done={done}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        {advanced ? (
          <>
            <Field
              label="Tenant"
              hint="Your organisation’s domain or tenant ID"
              {...(tenantMissing ? { validationMessage: 'Enter the tenant.' } : {})}
            >
              <Input
                value={tenant}
                onChange={(_, { value }) => setTenant(value)}
                disabled={state.kind === 'busy'}
                spellCheck={false}
              />
            </Field>
            <Field
              label="Client ID"
              hint="Of the app registration that your administrator made for Isthmus"
              {...(checked && id === null
                ? { validationMessage: 'This is not a client ID: it has 32 digits in five groups.' }
                : {})}
            >
              <Input
                value={clientId}
                onChange={(_, { value }) => setClientId(value)}
                disabled={state.kind === 'busy'}
                spellCheck={false}
              />
            </Field>
          </>
        ) : null}
        {state.kind === 'busy' ? (
          <BrowserWait service="teams" browser={state.browser} cancel={cancel} startAgain={startAgain} />
        ) : (
          <Button type="submit" appearance="primary" size="large">
            Sign in to Teams
          </Button>
        )}
        {!advanced && state.kind !== 'busy' && (
          <Link as="button" type="button" onClick={() => setAdvanced(true)}>
            Use another organisation’s registration
          </Link>
        )}
      </form>
    </ServiceCard>
  );
};
