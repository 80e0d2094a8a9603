/** The fields of each of the three ways to sign in to Mattermost. */
import { Field, Input, Link, Text, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type {
  MattermostMethod,
  MattermostOffer,
  SsoService,
} from '../../../preload/contract/mattermost-sign-in.ts';
import { browserAbout, clientIdWords, loginLabel } from '../words/mattermost-sentences.ts';
import type { BrowserForm, MethodKind } from './server-ways.ts';
import { say } from '../words/catalogue/say.ts';

export interface MethodInput {
  readonly loginId: string;
  readonly password: string;
  readonly mfaCode: string;
  readonly token: string;
  readonly clientId: string;
}

export const emptyMethod: MethodInput = { loginId: '', password: '', mfaCode: '', token: '', clientId: '' };

/** The method for main, or null if a field is missing. `service` is the single sign-on service of the pressed button. */
export const methodOf = (
  kind: MethodKind,
  { loginId, password, mfaCode, token, clientId }: MethodInput,
  browser: BrowserForm,
  service: SsoService | null,
): MattermostMethod | null => {
  const code = mfaCode.replace(/\s/g, '');
  switch (kind) {
    case 'password':
      return loginId.trim() === '' || password === ''
        ? null
        : { kind, loginId: loginId.trim(), password, mfaCode: code === '' ? null : code };
    case 'token':
      return token.trim() === '' ? null : { kind, token: token.trim() };
    case 'browser': {
      const id = browser.clientId === 'none' ? '' : clientId.trim();
      return browser.clientId === 'needed' && id === ''
        ? null
        : { kind, clientId: id === '' ? null : id, service };
    }
  }
};

interface Properties {
  readonly kind: MethodKind;
  readonly input: MethodInput;
  readonly change: (input: MethodInput) => void;
  /** The server's offer; null before it has answered. */
  readonly offer: MattermostOffer | null;
  readonly browser: BrowserForm;
  /** The token is that of the relay's bot, and not the user's own. */
  readonly isRelay: boolean;
  /** The server asked for a second factor. */
  readonly mfa: boolean;
  readonly disabled: boolean;
  /** Whether the form was sent, so that missing fields are marked. */
  readonly checked: boolean;
}

/** All ways are offered before a server has answered. */
const anyLogin = { email: true, username: true, ldap: null };

export const MattermostMethodFields = ({
  kind,
  offer,
  browser,
  input,
  change,
  isRelay,
  mfa,
  disabled,
  checked,
}: Properties) => {
  const missing = (value: string, sentence: string) =>
    checked && value.trim() === '' ? { validationMessage: sentence } : {};
  switch (kind) {
    case 'password': {
      const label = loginLabel(offer?.password ?? anyLogin);
      return (
        <>
          <Field label={label} {...missing(input.loginId, say('mattermost.login-missing'))}>
            <Input
              autoComplete="username"
              value={input.loginId}
              onChange={(_, { value }) => change({ ...input, loginId: value })}
              disabled={disabled}
              spellCheck={false}
            />
          </Field>
          <Field
            label={say('mattermost.password.label')}
            {...missing(input.password, say('mattermost.password.missing'))}
          >
            <Input
              type="password"
              autoComplete="current-password"
              data-field="secret"
              value={input.password}
              onChange={(_, { value }) => change({ ...input, password: value })}
              disabled={disabled}
            />
          </Field>
          {mfa && (
            <Field label={say('mattermost.code.label')} hint={say('mattermost.code.hint')}>
              <Input
                inputMode="numeric"
                autoComplete="one-time-code"
                data-field="code"
                maxLength={20}
                value={input.mfaCode}
                onChange={(_, { value }) => change({ ...input, mfaCode: value })}
                disabled={disabled}
              />
            </Field>
          )}
        </>
      );
    }
    case 'token':
      return (
        <Field
          label={isRelay ? say('mattermost.token.of-bot.label') : say('mattermost.token.label')}
          hint={isRelay ? say('mattermost.token.of-bot.hint') : say('mattermost.token.hint')}
          {...missing(input.token, say('mattermost.token.missing'))}
        >
          <Input
            type="password"
            autoComplete="off"
            data-field="secret"
            value={input.token}
            onChange={(_, { value }) => change({ ...input, token: value })}
            disabled={disabled}
          />
        </Field>
      );
    case 'browser':
      return (
        <>
          <Text size={200} style={{ color: tokens.colorNeutralForeground3 }}>
            {browserAbout(offer)}
          </Text>
          <ClientIdField
            need={browser.clientId}
            value={input.clientId}
            change={(clientId) => change({ ...input, clientId })}
            disabled={disabled}
            checked={checked}
          />
        </>
      );
  }
};

interface ClientIdProperties {
  readonly need: BrowserForm['clientId'];
  readonly value: string;
  readonly change: (value: string) => void;
  readonly disabled: boolean;
  readonly checked: boolean;
}

/** The client id that an administrator has registered. It is asked for if no other way is left; else it is hidden behind a link. */
const ClientIdField = ({ need, value, change, disabled, checked }: ClientIdProperties) => {
  const [shown, setShown] = useState(value !== '');
  if (need === 'none') return null;
  if (need === 'optional' && !shown)
    return (
      <Link
        as="button"
        type="button"
        disabled={disabled}
        onClick={() => setShown(true)}
        style={{ alignSelf: 'start' }}
      >
        {clientIdWords.given}
      </Link>
    );
  const missing = need === 'needed' && checked && value.trim() === '';
  return (
    <Field
      label={clientIdWords.label}
      hint={clientIdWords[need]}
      {...(missing ? { validationMessage: clientIdWords.missing } : {})}
    >
      <Input
        autoComplete="off"
        value={value}
        onChange={(_, data) => change(data.value)}
        disabled={disabled}
        spellCheck={false}
        maxLength={100}
      />
    </Field>
  );
};
