/**
 * The props by which a post of a bot is shown under somebody else's name and picture, as posts of webhooks are. The server keeps them for bots
 * in hardened mode too; its apps show them only with `from_webhook`, and only if its settings allow it (facts, "Posts": override_username).
 */
import type { Speaker } from '../../writing.ts';
import { speakerName } from '../../../text/speaker-name.ts';
import type { Payload } from '../rest/reading.ts';
import type { ServerSettings } from '../rest/server-settings.ts';
import type { Surroundings } from './surroundings.ts';

/** The longest name and address of a picture that the server takes for a webhook (mattermost/mattermost, `IncomingWebhook.IsValid`). */
const longestName = 64;
const longestAddress = 1_024;

/**
 * Whether posts of this account can be shown as somebody else's. Those of people could be as well, unless the server is hardened, but nobody
 * could tell that a program wrote them.
 */
export const showsSpeakers = ({ context, settings }: Surroundings): boolean =>
  context.directory.me?.isBot === true && settings.current.overridesNames === true;

/** A post's props that show this author. Without a picture the bot's own stays: else the apps would show a webhook's. */
export const withSpeaker = (
  props: Payload,
  speaker: Speaker,
  { overridesPictures }: Pick<ServerSettings, 'overridesPictures'>,
): Record<string, unknown> => {
  const picture = overridesPictures ? pictureOf(speaker) : null;
  return {
    ...props,
    from_webhook: 'true',
    override_username: speakerName(speaker.name, longestName),
    ...(picture === null ? { use_user_icon: 'true' } : { override_icon_url: picture }),
  };
};

/** A post's props with the author's present name; the same object if they show this name already, or nobody but the bot. */
export const withPresentName = (props: Payload, { name }: Speaker): Payload => {
  const shown = speakerName(name, longestName);
  const { from_webhook: isShown, override_username: before } = props;
  return isShown !== 'true' || typeof before !== 'string' || before === shown
    ? props
    : { ...props, override_username: shown };
};

const pictureOf = ({ picture }: Speaker): string | null =>
  picture !== null && picture.length <= longestAddress && URL.parse(picture)?.protocol === 'https:'
    ? picture
    : null;
