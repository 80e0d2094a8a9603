/** The fields of each of the three ways into Mattermost. */
import { Field, Input, Text, tokens } from '@fluentui/react-components';
import type { MattermostMethod } from '../../../preload/contract/shapes.ts';

export type MethodKind = MattermostMethod['kind'];

export interface MethodInput {
  readonly loginId: string;
  readonly password: string;
  readonly mfaCode: string;
  readonly token: string;
}

export const emptyMethod: MethodInput = { loginId: '', password: '', mfaCode: '', token: '' };

/** What main takes, or null while something is missing. */
export const methodOf = (
  kind: MethodKind,
  { loginId, password, mfaCode, token }: MethodInput,
): MattermostMethod | null => {
  const code = mfaCode.replace(/\s/g, '');
  switch (kind) {
    case 'password':
      return loginId.trim() === '' || password === ''
        ? null
        : { kind, loginId: loginId.trim(), password, mfaCode: code === '' ? null : code };
    case 'token':
      return token.trim() === '' ? null : { kind, token: token.trim() };
    case 'browser':
      return { kind, clientId: null };
  }
};

interface Properties {
  readonly kind: MethodKind;
  readonly input: MethodInput;
  readonly change: (input: MethodInput) => void;
  /** The server asked for a second factor. */
  readonly mfa: boolean;
  readonly disabled: boolean;
  /** The form was sent: say what is missing. */
  readonly checked: boolean;
}

export const MattermostMethodFields = ({ kind, input, change, mfa, disabled, checked }: Properties) => {
  const missing = (value: string, sentence: string) =>
    checked && value.trim() === '' ? { validationMessage: sentence } : {};
  switch (kind) {
    case 'password':
      return (
        <>
          <Field
            label="Username or e-mail"
            {...missing(input.loginId, 'Enter your username or e-mail address.')}
          >
            <Input
              autoComplete="username"
              value={input.loginId}
              onChange={(_, { value }) => change({ ...input, loginId: value })}
              disabled={disabled}
              spellCheck={false}
            />
          </Field>
          <Field label="Password" {...missing(input.password, 'Enter your password.')}>
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
            <Field label="MFA code" hint="The six digits that your authenticator shows">
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
    case 'token':
      return (
        <Field
          label="Personal access token"
          hint="Profile › Security › Personal access tokens; your server must allow them"
          {...missing(input.token, 'Enter the token.')}
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
        <Text size={200} style={{ color: tokens.colorNeutralForeground3 }}>
          Your browser opens the server’s own sign-in page, with single sign-on where the server has it. The
          server must allow OAuth apps.
        </Text>
      );
  }
};
