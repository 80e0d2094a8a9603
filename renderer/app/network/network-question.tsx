/** Shows what main asks about the network, over whatever screen there is. */
import { useCallback } from 'react';
import type { NetworkAnswer, NetworkQuestion as Question } from '../../../preload/contract/network.ts';
import { useWorld } from '../world/world.ts';
import { CertificateDialog } from './certificate-dialog.tsx';
import { ProxyLoginDialog } from './proxy-login-dialog.tsx';
import { useNetworkQuestion } from './use-network-question.ts';

export const NetworkQuestion = () => {
  const question = useNetworkQuestion();
  // A question that follows at once begins with empty fields.
  return question === null ? null : <Asked key={question.id} question={question} />;
};

const Asked = ({ question }: { question: Question }) => {
  const { door } = useWorld();
  const answer = useCallback(
    (value: NetworkAnswer | null) => {
      // Harmless: refused only when main is going down; else the question stays on the screen.
      door.call('network:answer', { id: question.id, answer: value }).catch(() => undefined);
    },
    [door, question.id],
  );
  switch (question.kind) {
    case 'proxy-login':
      return <ProxyLoginDialog question={question} answer={answer} />;
    case 'client-certificate':
      return <CertificateDialog question={question} answer={answer} />;
  }
};
