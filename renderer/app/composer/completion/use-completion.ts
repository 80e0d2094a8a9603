/** Completion in the box: the choices while a name is typed, choosing by keys, and putting the choice into the text. */
import { useEffect, useMemo, useState } from 'react';
import { isForbidden, type Conversation, type PersonId } from '../../../model/index.ts';
import { emojiNamedLike } from '../../../text/mattermost-markdown/emoji.ts';
import type { Completing } from '../../editor/completing.ts';
import type { Editor } from '../../editor/editor.ts';
import { say } from '../../words/catalogue/say.ts';
import { logCaught } from '../../world/log-caught.ts';
import { useWorld } from '../../world/world.ts';
import { askOnce } from '../ask-once.ts';
import {
  channelsFor,
  choiceKey,
  commandsFor,
  emojiChoices,
  everyoneFor,
  leafOf,
  mostChoices,
  peopleFor,
  type Choice,
  type ChannelChoice,
  type PersonChoice,
} from './completions.ts';
import { useCommandsOfServer } from './commands-of-server.ts';
import { useEmojiOfServer } from './emoji-of-server.ts';
import { channelsHereQuery, peopleHereQuery } from './people-here.ts';
import { isToldOfSlash, toldOfSlash } from './told-of-slash.ts';

export interface Completion {
  /** Null if nothing is being completed. */
  readonly completing: Completing | null;
  readonly choices: readonly Choice[];
  readonly chosen: number;
  /** The word for everybody that was typed where the user may not mention everybody: it stays text. Null for none. */
  readonly textOnly: string | null;
  readonly take: (choice: Choice) => void;
  /** Handles the keys of the list. Returns whether it used the key. */
  readonly key: (event: KeyboardEvent) => boolean;
  /** Reads the text at the cursor again. */
  readonly look: (editor: Editor) => void;
  readonly close: () => void;
}

/** What means everybody in Mattermost. */
const everyoneWords = ['channel', 'all', 'here'];

const sameCompleting = (one: Completing | null, other: Completing | null): boolean =>
  one === other ||
  (one !== null &&
    other !== null &&
    one.kind === other.kind &&
    one.query === other.query &&
    one.from === other.from);

/** `conversation` is that of the side on which the user writes, `me` the user there. `mayCommand`: not while a message is edited. */
export const useCompletion = (
  editor: Editor | null,
  conversation: Conversation,
  me: PersonId | null,
  mayCommand: boolean,
): Completion => {
  const { queries, door } = useWorld();
  const [completing, setCompleting] = useState<Completing | null>(null);
  // The place where Esc closed the list. The list stays closed there until the user begins another name.
  const [closedAt, setClosedAt] = useState<number | null>(null);
  const [chosen, setChosen] = useState(0);
  const [people, setPeople] = useState<readonly PersonChoice[]>([]);
  const [channels, setChannels] = useState<readonly ChannelChoice[]>([]);
  const wanted = completing?.kind;
  useEffect(() => {
    let isWanted = true;
    const offer = async (): Promise<void> => {
      try {
        const found = wanted === 'people' ? await askOnce(queries, peopleHereQuery(conversation, me)) : null;
        const named = wanted === 'channels' ? await askOnce(queries, channelsHereQuery(conversation)) : null;
        if (!isWanted) return;
        if (found !== null) setPeople(found);
        if (named !== null) setChannels(named);
      } catch (error) {
        // There are no choices, and the typed name stays text.
        logCaught(door, 'names-to-mention', error);
      }
    };
    void offer();
    return () => {
      isWanted = false;
    };
    // The conversation's row changes with each message, so its members are only read when the user begins a name.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [wanted, conversation.id, me, queries, door]);
  const isMattermost = conversation.service === 'mattermost';
  const mayNotMention = isForbidden(conversation, 'mention-everybody');
  const hasEverybody = conversation.kind !== 'direct' && !mayNotMention;
  const custom = useEmojiOfServer(
    isMattermost ? conversation.accountId : null,
    wanted === 'emoji' ? (completing?.query.toLowerCase() ?? '') : '',
  );
  const commands = useCommandsOfServer(conversation, isMattermost && wanted === 'commands');
  const choices = useMemo((): readonly Choice[] => {
    if (completing === null || completing.from === closedAt) return [];
    switch (completing.kind) {
      case 'people':
        return [
          ...peopleFor(completing.query, people),
          ...(hasEverybody
            ? everyoneFor(
                completing.query,
                isMattermost ? everyoneWords : [say('composer.completion.everyone-word')],
              )
            : []),
        ].slice(0, mostChoices);
      case 'channels':
        return isMattermost ? channelsFor(completing.query, channels) : [];
      case 'emoji':
        return emojiChoices(
          emojiNamedLike(completing.query.toLowerCase(), mostChoices).map((one) => ({
            kind: 'emoji',
            ...one,
          })),
          custom,
        );
      case 'commands':
        return commandsFor(completing.query, commands);
    }
  }, [completing, closedAt, people, channels, custom, commands, hasEverybody, isMattermost]);
  const tellsOfSlash = wanted === 'commands' && !isMattermost;
  useEffect(() => {
    if (tellsOfSlash) toldOfSlash(localStorage);
  }, [tellsOfSlash]);
  const take = (choice: Choice): void => {
    if (editor === null || completing === null) return;
    editor.complete(completing, leafOf(choice, isMattermost));
    setCompleting(null);
  };
  const at = Math.min(chosen, Math.max(0, choices.length - 1));
  const open = completing !== null && completing.from !== closedAt ? completing : null;
  const isTextOnly =
    mayNotMention &&
    conversation.kind !== 'direct' &&
    open?.kind === 'people' &&
    everyoneWords.includes(open.query.toLowerCase());
  return {
    completing: open,
    choices,
    chosen: at,
    textOnly: isTextOnly ? open.query : null,
    take,
    key: (event) => {
      const choice = choices[at];
      if (choice === undefined || event.ctrlKey || event.metaKey || event.altKey) return false;
      switch (event.key) {
        case 'ArrowDown':
          setChosen((at + 1) % choices.length);
          break;
        case 'ArrowUp':
          setChosen((at + choices.length - 1) % choices.length);
          break;
        case 'Enter':
        case 'Tab':
          if (event.shiftKey) return false;
          // A command that is typed to its end is executed by Enter, as without the list.
          if (event.key === 'Enter' && isWhole(choice, completing)) return false;
          take(choice);
          break;
        case 'Escape':
          setClosedAt(completing?.from ?? null);
          break;
        default:
          return false;
      }
      event.preventDefault();
      return true;
    },
    look: (of) => {
      const found = of.completing();
      // Teams has no commands: a slash is text there, and a note says that once.
      const isTold = !isMattermost && !tellsOfSlash && isToldOfSlash(localStorage);
      const isText = found?.kind === 'commands' && (!mayCommand || isTold);
      const next = isText ? null : found;
      if (sameCompleting(completing, next)) return;
      setCompleting(next);
      setChosen(0);
      if (next?.from !== closedAt) setClosedAt(null);
    },
    close: () => setCompleting(null),
  };
};

const isWhole = (choice: Choice, completing: Completing | null): boolean =>
  choice.kind === 'command' && completing?.query.toLowerCase() === choice.trigger.toLowerCase();

/** The id of an entry of the list, for `aria-activedescendant`. */
export const choiceId = (listId: string, choice: Choice): string => `${listId}-${choiceKey(choice)}`;
