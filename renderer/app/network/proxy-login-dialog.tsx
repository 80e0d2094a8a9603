/** The proxy of the network wants a user name and a password. */
import { Checkbox, Field, Input } from '@fluentui/react-components';
import { useState } from 'react';
import type { NetworkAnswer, NetworkQuestion } from '../../../preload/contract/network.ts';
import { proxyLoginWords as words } from '../words/machine/network-sentences.ts';
import { QuestionDialog } from './question-dialog.tsx';

interface Properties {
  readonly question: Extract<NetworkQuestion, { readonly kind: 'proxy-login' }>;
  readonly answer: (value: NetworkAnswer | null) => void;
}

export const ProxyLoginDialog = ({ question, answer }: Properties) => {
  const [username, setUsername] = useState(question.username);
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const [checked, setChecked] = useState(false);
  const submit = (): void => {
    setChecked(true);
    if (username !== '') answer({ kind: 'proxy-login', username, password, keep });
  };
  return (
    <QuestionDialog
      testId="proxy-login"
      title={words.title}
      refused={question.refused ? words.refused : null}
      lines={[words.who(question), words.not]}
      cancel={{ label: words.cancel, act: () => answer(null) }}
      submit={{ label: words.submit, act: submit }}
    >
      <Field
        label={words.username}
        {...(checked && username === '' ? { validationMessage: words.missing } : {})}
      >
        <Input
          value={username}
          onChange={(_, { value }) => setUsername(value)}
          autoComplete="off"
          spellCheck={false}
        />
      </Field>
      <Field label={words.password} {...(question.isPlain ? { hint: words.plain } : {})}>
        <Input
          type="password"
          value={password}
          onChange={(_, { value }) => setPassword(value)}
          autoComplete="off"
        />
      </Field>
      {question.canKeep && (
        <Checkbox
          label={words.keep}
          checked={keep}
          onChange={(_, { checked: value }) => setKeep(value === true)}
        />
      )}
    </QuestionDialog>
  );
};
