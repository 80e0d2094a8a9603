/** The catalogue in English: every message that the page can say, by its id, in ICU syntax. */
import { accountMessages } from './account.ts';
import { actionMessages } from './action.ts';
import { actsMessages } from './acts.ts';
import { carryMessages } from './carry.ts';
import { choicesMessages } from './choices.ts';
import { commandsMessages } from './commands.ts';
import { composerMessages } from './composer.ts';
import { connectMessages } from './connect.ts';
import { conversationMessages } from './conversation.ts';
import { countsMessages } from './counts.ts';
import { emojiMessages } from './emoji.ts';
import { featureMessages } from './feature.ts';
import { keepingMessages } from './keeping.ts';
import { linkMessages } from './link.ts';
import { listMessages } from './list.ts';
import { mattermostMessages } from './mattermost.ts';
import { messageMessages } from './message.ts';
import { namesMessages } from './names.ts';
import { networkMessages } from './network.ts';
import { noticesMessages } from './notices.ts';
import { onboardingMessages } from './onboarding.ts';
import { outgoingMessages } from './outgoing.ts';
import { screenMessages } from './screen.ts';
import { setbackMessages } from './setback.ts';
import { signInMessages } from './sign-in.ts';
import { startingMessages } from './starting.ts';
import { statusMessages } from './status.ts';
import { switcherMessages } from './switcher.ts';
import { systemMessages } from './system.ts';
import { typingMessages } from './typing.ts';
import { whenMessages } from './when.ts';

export const messages = {
  ...accountMessages,
  ...actionMessages,
  ...actsMessages,
  ...carryMessages,
  ...choicesMessages,
  ...commandsMessages,
  ...composerMessages,
  ...connectMessages,
  ...conversationMessages,
  ...countsMessages,
  ...emojiMessages,
  ...featureMessages,
  ...keepingMessages,
  ...linkMessages,
  ...listMessages,
  ...mattermostMessages,
  ...messageMessages,
  ...namesMessages,
  ...networkMessages,
  ...noticesMessages,
  ...onboardingMessages,
  ...outgoingMessages,
  ...screenMessages,
  ...setbackMessages,
  ...signInMessages,
  ...startingMessages,
  ...statusMessages,
  ...switcherMessages,
  ...systemMessages,
  ...typingMessages,
  ...whenMessages,
};
