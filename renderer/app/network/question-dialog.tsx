/** The frame of every question about the network: who asks, what was refused before, and the two ways out. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
} from '@fluentui/react-components';
import type { ReactNode, SubmitEvent } from 'react';
import { Modal } from '../theme/modal.tsx';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '12px' },
  line: { margin: 0, overflowWrap: 'anywhere' },
});

interface Properties {
  readonly testId: string;
  readonly title: string;
  /** What the other side did not take before; null when this is the first question. */
  readonly refused: string | null;
  /** Sentences: who asks, and for what. */
  readonly lines: readonly string[];
  readonly cancel: { readonly label: string; readonly act: () => void };
  readonly submit: { readonly label: string; readonly disabled?: boolean; readonly act: () => void };
  readonly children: ReactNode;
}

export const QuestionDialog = ({ testId, title, refused, lines, cancel, submit, children }: Properties) => {
  const styles = useStyles();
  const onSubmit = (event: SubmitEvent<HTMLFormElement>): void => {
    event.preventDefault();
    submit.act();
  };
  return (
    <Modal modalType="alert" close={cancel.act}>
      <DialogSurface data-testid={testId}>
        <form onSubmit={onSubmit} noValidate>
          <DialogBody>
            <DialogTitle>{title}</DialogTitle>
            <DialogContent className={styles.content}>
              {refused !== null && (
                <MessageBar intent="error" layout="multiline">
                  <MessageBarBody>{refused}</MessageBarBody>
                </MessageBar>
              )}
              {lines.map((line) => (
                <p key={line} className={styles.line}>
                  {line}
                </p>
              ))}
              {children}
            </DialogContent>
            <DialogActions fluid>
              <Button appearance="secondary" onClick={cancel.act}>
                {cancel.label}
              </Button>
              <Button type="submit" appearance="primary" disabled={submit.disabled ?? false}>
                {submit.label}
              </Button>
            </DialogActions>
          </DialogBody>
        </form>
      </DialogSurface>
    </Modal>
  );
};
