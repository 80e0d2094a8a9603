/** The outcome of an attempt to connect: what is wrong, what the user can do, and what to tell an administrator. */
import { makeStyles, MessageBar, MessageBarBody, MessageBarTitle, tokens } from '@fluentui/react-components';
import type { Service } from '../../model/index.ts';
import { forAdministratorWords, type ConnectTrouble } from '../words/connect-sentences.ts';
import { CopyButton } from './copy-button.tsx';

const useStyles = makeStyles({
  // Names of servers and people may be longer than the card is wide.
  body: { paddingBlock: '2px', overflowWrap: 'anywhere' },
  paragraph: { margin: '6px 0 0' },
  line: { display: 'flex', alignItems: 'center', flexWrap: 'wrap', gap: '4px 8px', marginTop: '6px' },
  code: { fontFamily: tokens.fontFamilyMonospace, overflowWrap: 'anywhere' },
});

export const TroubleBar = ({ trouble, service }: { trouble: ConnectTrouble; service: Service }) => {
  const styles = useStyles();
  const { tone, title, advice, forAdministrator, code, consentUrl } = trouble;
  return (
    <MessageBar
      intent={tone}
      layout="multiline"
      tabIndex={-1}
      data-trouble
      data-testid={`trouble-${service}`}
    >
      <MessageBarBody className={styles.body}>
        <MessageBarTitle>{title}</MessageBarTitle>
        {advice}
        {forAdministrator !== undefined && (
          <p className={styles.paragraph}>
            <strong>{forAdministratorWords.lead}</strong> {forAdministrator}
          </p>
        )}
        {code !== undefined && (
          <div className={styles.line}>
            <span className={styles.code} dir="ltr">
              {code}
            </span>
            <CopyButton size="small" text={code} label={forAdministratorWords.copyCode} />
          </div>
        )}
        {consentUrl !== undefined && (
          <div className={styles.line}>
            <CopyButton size="small" text={consentUrl} label={forAdministratorWords.copyLink} />
          </div>
        )}
      </MessageBarBody>
    </MessageBar>
  );
};
