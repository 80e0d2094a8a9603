/** The card to connect Microsoft Teams: one button if a preset has the registration, else also fields for it. */
import { Button, Field, Input, Link, makeStyles } from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { Preset } from '../../../preload/contract/preset.ts';
import type { Account, TeamsFeature } from '../../model/index.ts';
import { useWorld } from '../world/world.ts';
import { BrowserWait } from './browser-wait.tsx';
import { accountLabel } from '../words/account-names.ts';
import { askAdvice, askFor, otherOrganisation } from '../words/feature-sentences.ts';
import { forAdministratorWords } from '../words/connect-sentences.ts';
import { CopyButton } from './copy-button.tsx';
import { clientIdIn, clientIdOf } from './input.ts';
import { rememberedTeams, rememberTeams } from './remembered.ts';
import { ServiceCard } from './service-card.tsx';
import { useConnect } from './use-connect.ts';
import { focusInvalid } from './use-failed-focus.ts';
import { say } from '../words/catalogue/say.ts';

const useStyles = makeStyles({
  form: { display: 'flex', flexDirection: 'column', gap: '12px' },
  advice: { margin: 0 },
});

/** Why the card is shown to a user who is signed in: to ask for a missing feature, or to add another organisation. */
export type TeamsPurpose =
  { readonly kind: 'ask'; readonly feature: TeamsFeature } | { readonly kind: 'organisation' };

interface Properties {
  readonly preset: Preset;
  /** The account to sign in again, or null for a new one. */
  readonly account: Pick<Account, 'id' | 'label' | 'consentUrl'> | null;
  /** Null for a plain sign-in. */
  readonly purpose?: TeamsPurpose | null;
  readonly connected: () => void;
  /** The label of the connected account. */
  readonly done: string | null;
}

export const TeamsCard = ({ preset, account, purpose = null, connected, done }: Properties) => {
  const styles = useStyles();
  const { door } = useWorld();
  const consentUrl = purpose?.kind === 'ask' ? account?.consentUrl : undefined;
  // More permissions are asked for with the account's own client. Its consent address contains the client id.
  const own = clientIdIn(consentUrl);
  const registered = preset.teams ?? rememberedTeams();
  const known = own === null ? registered : { tenant: 'organizations', clientId: own };
  const elsewhere = purpose?.kind === 'organisation';
  const [advanced, setAdvanced] = useState(known === null);
  const [tenant, setTenant] = useState(elsewhere ? '' : (known?.tenant ?? 'organizations'));
  const [clientId, setClientId] = useState(known?.clientId ?? '');
  const [checked, setChecked] = useState(false);
  const { state, start, cancel, startAgain, reset } = useConnect('teams', connected);
  const id = clientIdOf(clientId);
  const tenantMissing = checked && tenant.trim() === '';

  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    if (id === null || tenant.trim() === '') {
      setAdvanced(advanced || id === null || !elsewhere);
      focusInvalid(event.currentTarget);
      return;
    }
    const registration = { tenant: tenant.trim(), clientId: id };
    start(async () => {
      const outcome = await door.call('account:connect-teams', {
        ...registration,
        account: account?.id ?? null,
        ...(purpose?.kind === 'ask' ? { asks: [purpose.feature] } : {}),
      });
      // Another organisation is typed each time, so only a plain sign-in remembers its registration.
      if (outcome.kind === 'connected' && purpose === null) rememberTeams(registration);
      return outcome;
    });
  };
  return (
    <ServiceCard
      service="teams"
      about={
        elsewhere
          ? otherOrganisation.about
          : account
            ? accountLabel({ label: account.label, service: 'teams' })
            : say('teams.about')
      }
      state={state}
      reset={reset}
      done={done}
    >
      <form className={styles.form} onSubmit={submit} noValidate>
        {purpose?.kind === 'ask' && state.kind !== 'busy' && (
          <p className={styles.advice}>{askAdvice(purpose.feature)}</p>
        )}
        {(advanced || elsewhere) && (
          <Field
            label={elsewhere ? otherOrganisation.field : say('teams.tenant.label')}
            hint={elsewhere ? otherOrganisation.hint : say('teams.tenant.hint')}
            {...(tenantMissing
              ? { validationMessage: elsewhere ? otherOrganisation.missing : say('teams.tenant.missing') }
              : {})}
          >
            <Input
              value={tenant}
              onChange={(_, { value }) => setTenant(value)}
              disabled={state.kind === 'busy'}
              spellCheck={false}
            />
          </Field>
        )}
        {advanced && (
          <Field
            label={say('teams.client-id.label')}
            hint={say('teams.client-id.hint')}
            {...(checked && id === null ? { validationMessage: say('teams.client-id.wrong') } : {})}
          >
            <Input
              value={clientId}
              onChange={(_, { value }) => setClientId(value)}
              disabled={state.kind === 'busy'}
              spellCheck={false}
            />
          </Field>
        )}
        {state.kind === 'busy' ? (
          <BrowserWait service="teams" browser={state.browser} cancel={cancel} startAgain={startAgain} />
        ) : (
          <Button type="submit" appearance="primary" size="large">
            {purpose?.kind === 'ask' ? askFor(purpose.feature) : say('teams.submit')}
          </Button>
        )}
        {consentUrl !== undefined && state.kind === 'idle' && (
          <CopyButton text={consentUrl} label={forAdministratorWords.copyLink} />
        )}
        {!advanced && state.kind !== 'busy' && purpose?.kind !== 'ask' && (
          <Link as="button" type="button" onClick={() => setAdvanced(true)}>
            {say('teams.other-registration')}
          </Link>
        )}
      </form>
    </ServiceCard>
  );
};
