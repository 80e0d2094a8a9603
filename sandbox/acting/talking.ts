/** Continues a conversation: the next line belongs to the lines before, from scene to scene. */
import type { PersonKey } from '../organisation/plan.ts';
import type { Chooser } from '../organisation/random.ts';
import { builtInTalk, type TalkSource, type Topic, type Utterance } from '../organisation/talk/talk.ts';
import type { ActConversation } from '../service.ts';
import { actorsIn, type Side } from './side.ts';

interface Scene {
  readonly rest: Utterance[];
  /** The message that opened it; null until it is said. */
  root: string | null;
}

const topicsOf = (conversation: ActConversation): readonly Topic[] =>
  conversation.teamId === null
    ? ['chat', 'project', 'social']
    : ['platform', 'field', 'customers', 'project', 'company', 'social'];

/** Keeps a scene per conversation; one for each run. */
export class Talking {
  readonly #scenes = new Map<string, Scene>();
  readonly #source: TalkSource = builtInTalk();

  /** Says the next line, by a speaker of the conversation. Returns what was done, or null if no speaker is there. */
  say(
    side: Side,
    conversation: ActConversation,
    speaks: (person: PersonKey) => boolean,
    chooser: Chooser,
  ): 'new message' | 'reply' | null {
    const cast = actorsIn(side, conversation).filter(speaks);
    if (cast.length === 0) return null;
    const key = `${side.name} ${conversation.id}`;
    let scene = this.#scenes.get(key);
    if (!scene || scene.rest.length === 0) {
      const talk = this.#source(cast.map(side.person), topicsOf(conversation), chooser);
      scene = { rest: [...talk], root: null };
      this.#scenes.set(key, scene);
    }
    const line = scene.rest.shift();
    if (!line) return null;
    const by = cast.includes(line.by) ? line.by : chooser.pick(cast);
    const { root } = scene;
    const isThere = (): boolean =>
      side.acts.messages(conversation.id).some(({ id, deleted }) => id === root && !deleted);
    if (root !== null && side.hasThreads(conversation) && isThere()) {
      side.acts.post(by, conversation.id, side.write(line.text), root);
      return 'reply';
    }
    const id = side.acts.post(by, conversation.id, side.write(line.text));
    scene.root ??= id;
    return 'new message';
  }
}
