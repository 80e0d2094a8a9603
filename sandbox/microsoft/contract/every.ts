/** Every contract test of Graph that holds for any tenant: `npm test` runs them on the sandbox, `npm run test:live` on a real one. */
import { channelContract } from './channels.ts';
import { chatContract } from './chats.ts';
import { messageContract } from './messages.ts';
import { peopleContract } from './people.ts';
import { requestContract } from './requests.ts';
import { graphStage, type GraphStage, type OpenGraph } from './stage.ts';

/** Call it in a `describe` of its own; `more` adds tests on the same stage. */
export const everyGraphContract = (
  open: OpenGraph,
  more: (on: GraphStage) => void = () => undefined,
): void => {
  const on = graphStage(open);
  peopleContract(on);
  requestContract(on);
  chatContract(on);
  messageContract(on);
  channelContract(on);
  more(on);
};
