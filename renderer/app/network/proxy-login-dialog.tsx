/** The proxy of the network wants a user name and a password. */
import {
  Button,
  Checkbox,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  Field,
  Input,
  makeStyles,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import { useState, type SubmitEvent } from 'react';
import type { NetworkAnswer, NetworkQuestion } from '../../../preload/contract/shapes.ts';
import { proxyLoginWords as words } from '../words/network-sentences.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '12px' },
  line: { margin: 0, overflowWrap: 'anywhere' },
});

interface Properties {
  readonly question: Extract<NetworkQuestion, { readonly kind: 'proxy-login' }>;
  readonly answer: (value: NetworkAnswer | null) => void;
}

export const ProxyLoginDialog = ({ question, answer }: Properties) => {
  const styles = useStyles();
  const [username, setUsername] = useState(question.username);
  const [password, setPassword] = useState('');
  const [keep, setKeep] = useState(false);
  const [checked, setChecked] = useState(false);
  const submit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    setChecked(true);
    if (username !== '') answer({ kind: 'proxy-login', username, password, keep });
  };
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && answer(null)}>
      <DialogSurface data-testid="proxy-login">
        <form onSubmit={submit} noValidate>
          <DialogBody>
            <DialogTitle>{words.title}</DialogTitle>
            <DialogContent className={styles.content}>
              {question.refused && (
                <MessageBar intent="error">
                  <MessageBarBody>{words.refused}</MessageBarBody>
                </MessageBar>
              )}
              <p className={styles.line}>{words.who(question)}</p>
              <p className={styles.line}>{words.not}</p>
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
            </DialogContent>
            <DialogActions>
              <Button appearance="secondary" onClick={() => answer(null)}>
                {words.cancel}
              </Button>
              <Button type="submit" appearance="primary">
                {words.submit}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Dialog>
  );
};
