/** A server wants a certificate of this computer, and several fit. */
import { makeStyles, Radio, RadioGroup, tokens } from '@fluentui/react-components';
import { useState } from 'react';
import type { NetworkAnswer, NetworkQuestion } from '../../../preload/contract/network.ts';
import { useLocale } from '../words/locale.ts';
import { certificateWords as words } from '../words/machine/network-sentences.ts';
import { QuestionDialog } from './question-dialog.tsx';

const useStyles = makeStyles({
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
    <QuestionDialog
      testId="client-certificate"
      title={words.title}
      refused={question.refused ? words.refused : null}
      lines={[words.who(question)]}
      cancel={{ label: words.none, act: () => answer(null) }}
      submit={{
        label: words.submit,
        disabled: chosen === '',
        act: () => answer({ kind: 'client-certificate', fingerprint: chosen }),
      }}
    >
      <RadioGroup value={chosen} onChange={(_, { value }) => setChosen(value)} aria-label={words.list}>
        {question.certificates.map((one) => (
          <Radio
            key={one.fingerprint}
            value={one.fingerprint}
            label={
              <span className={styles.label}>
                <bdi>{words.subject(one.subject)}</bdi>
                {words.issuer(one.issuer) !== null && (
                  <span className={styles.quiet}>{words.issuer(one.issuer)}</span>
                )}
                <span className={styles.quiet}>{words.validity(one, locale)}</span>
              </span>
            }
          />
        ))}
      </RadioGroup>
    </QuestionDialog>
  );
};
