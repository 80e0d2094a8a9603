/** The catalogue in English: every message that the page can say, by its id, in ICU syntax. */
import { accountMessages } from './accounts/account.ts';
import { actionMessages } from './window/action.ts';
import { actsMessages } from './conversation/acts.ts';
import { carryMessages } from './conversation/carry.ts';
import { choicesMessages } from './window/choices.ts';
import { commandsMessages } from './window/commands.ts';
import { composerMessages } from './conversation/composer.ts';
import { connectMessages } from './accounts/connect.ts';
import { conversationMessages } from './conversation/conversation.ts';
import { countsMessages } from './counts.ts';
import { emojiMessages } from './conversation/emoji.ts';
import { featureMessages } from './accounts/feature.ts';
import { keepingMessages } from './window/keeping.ts';
import { linkMessages } from './conversation/link.ts';
import { listMessages } from './window/list.ts';
import { mattermostMessages } from './accounts/mattermost.ts';
import { messageMessages } from './conversation/message.ts';
import { namesMessages } from './names.ts';
import { networkMessages } from './accounts/network.ts';
import { noticesMessages } from './window/notices.ts';
import { onboardingMessages } from './accounts/onboarding.ts';
import { outgoingMessages } from './conversation/outgoing.ts';
import { relayMessages } from './window/relay.ts';
import { screenMessages } from './window/screen.ts';
import { setbackMessages } from './accounts/setback.ts';
import { signInMessages } from './accounts/sign-in.ts';
import { startingMessages } from './conversation/starting.ts';
import { statusMessages } from './accounts/status.ts';
import { switcherMessages } from './window/switcher.ts';
import { systemMessages } from './conversation/system.ts';
import { typingMessages } from './conversation/typing.ts';
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
  ...relayMessages,
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
