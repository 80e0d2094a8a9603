/** Asks at a start to connect what the organisation asks for. It can be skipped until the next start. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
  makeStyles,
} from '@fluentui/react-components';
import type { Service } from '../../model/index.ts';
import { ConnectReasons } from '../onboarding/connect-reasons.tsx';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { servicesNames } from '../words/names.ts';
import { useAccountActions } from './actions.ts';

const useStyles = makeStyles({
  content: { display: 'flex', flexDirection: 'column', gap: '12px', paddingBottom: '8px' },
  lead: { margin: 0 },
});

interface Properties {
  readonly services: readonly Service[];
  /** The user has connected, or skipped. */
  readonly answer: () => void;
}

export const AskToConnect = ({ services, answer }: Properties) => {
  const styles = useStyles();
  const { connect } = useAccountActions();
  const names = servicesNames(services);
  return (
    <Modal modalType="alert" close={answer}>
      <DialogSurface>
        <DialogBody>
          <DialogTitle>{say('connect-ask.title', { services: names })}</DialogTitle>
          <DialogContent className={styles.content}>
            <p className={styles.lead}>{say('connect-ask.lead', { services: names })}</p>
            <ConnectReasons />
          </DialogContent>
          <DialogActions fluid>
            <Button appearance="secondary" onClick={answer}>
              {say('connect-ask.skip')}
            </Button>
            <Button
              appearance="primary"
              onClick={() => {
                answer();
                connect(services);
              }}
            >
              {say('connect-ask.submit')}
            </Button>
          </DialogActions>
        </DialogBody>
      </DialogSurface>
    </Modal>
  );
};
