/** A server wants a certificate of this computer, and several fit. */
import {
  Button,
  Dialog,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
  MessageBar,
  MessageBarBody,
  Radio,
  RadioGroup,
  tokens,
} from '@fluentui/react-components';
import { useState } from 'react';
import type { NetworkAnswer, NetworkQuestion } from '../../../preload/contract/shapes.ts';
import { useLocale } from '../words/locale.ts';
import { certificateWords as words } from '../words/network-sentences.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '12px' },
  line: { margin: 0, overflowWrap: 'anywhere' },
  label: { display: 'flex', flexDirection: 'column', overflowWrap: 'anywhere' },
  quiet: {
    fontSize: tokens.fontSizeBase200,
    lineHeight: tokens.lineHeightBase200,
    color: tokens.colorNeutralForeground2,
  },
});

interface Properties {
  readonly question: Extract<NetworkQuestion, { readonly kind: 'client-certificate' }>;
  readonly answer: (value: NetworkAnswer | null) => void;
}

export const CertificateDialog = ({ question, answer }: Properties) => {
  const styles = useStyles();
  const locale = useLocale();
  const [chosen, setChosen] = useState('');
  return (
    <Dialog open modalType="alert" onOpenChange={(_, { open }) => !open && answer(null)}>
      <DialogSurface data-testid="client-certificate">
        <DialogBody>
          <DialogTitle>{words.title}</DialogTitle>
          <DialogContent className={styles.content}>
            {question.refused && (
              <MessageBar intent="error">
                <MessageBarBody>{words.refused}</MessageBarBody>
              </MessageBar>
            )}
            <p className={styles.line}>{words.who(question)}</p>
            <RadioGroup value={chosen} onChange={(_, { value }) => setChosen(value)} aria-label={words.list}>
              {question.certificates.map((one) => (
                <Radio
                  key={one.fingerprint}
                  value={one.fingerprint}
                  label={
                    <span className={styles.label}>
                      <bdi>{one.subject === '' ? words.unnamed : one.subject}</bdi>
                      <span className={styles.quiet}>{words.issuer(one.issuer)}</span>
                      <span className={styles.quiet}>{words.validity(one, locale)}</span>
                    </span>
                  }
                />
              ))}
            </RadioGroup>
          </DialogContent>
          <DialogActions>
            <Button appearance="secondary" onClick={() => answer(null)}>
              {words.none}
            </Button>
            <Button
              appearance="primary"
              disabled={chosen === ''}
              onClick={() => answer({ kind: 'client-certificate', fingerprint: chosen })}
            >
              {words.submit}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Dialog>
  );
};
