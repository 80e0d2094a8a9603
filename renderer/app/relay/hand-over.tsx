/** A button that lets another relay carry, after a question, or takes carrying up again. */
import {
  Button,
  DialogActions,
  DialogBody,
  DialogContent,
  DialogSurface,
  DialogTitle,
} from '@fluentui/react-components';
import { ArrowExitRegular, PlayRegular } from '@fluentui/react-icons';
import { useState } from 'react';
import type { CarryPause } from '../../model/index.ts';
import { wantCarryPause } from '../../store/index.ts';
import { useKeep } from '../keeping/use-keep.ts';
import { Modal } from '../theme/modal.tsx';
import { say } from '../words/catalogue/say.ts';
import { useWorld } from '../world/world.ts';

export const HandOver = ({ pause }: { readonly pause: CarryPause }) => {
  const { database, now } = useWorld();
  const keep = useKeep();
  const [asks, setAsks] = useState(false);
  const want = (wanted: CarryPause): void => {
    setAsks(false);
    void keep('relay-hand-over', wantCarryPause(database, wanted, now()));
  };
  if (pause.kind === 'handed-over')
    return (
      <Button size="small" appearance="primary" icon={<PlayRegular />} onClick={() => want({ kind: 'none' })}>
        {say('relay.take-up')}
      </Button>
    );
  return (
    <>
      <Button size="small" icon={<ArrowExitRegular />} onClick={() => setAsks(true)}>
        {say('relay.hand-over')}
      </Button>
      {asks && (
        <Modal modalType="alert" close={() => setAsks(false)}>
          <DialogSurface>
            <DialogBody>
              <DialogTitle>{say('relay.hand-over.title')}</DialogTitle>
              <DialogContent>{say('relay.hand-over.about')}</DialogContent>
              <DialogActions fluid>
                <Button appearance="secondary" onClick={() => setAsks(false)}>
                  {say('relay.hand-over.stay')}
                </Button>
                <Button appearance="primary" onClick={() => want({ kind: 'handed-over' })}>
                  {say('relay.hand-over.submit')}
                </Button>
              </DialogActions>
            </DialogBody>
          </DialogSurface>
        </Modal>
      )}
    </>
  );
};
