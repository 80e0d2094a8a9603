/** Where conversations come from: a source of talk gives one stretch of talk after another, spoken by the people at hand. */
import type { PersonKey, PlannedPerson } from '../plan.ts';
import type { Chooser } from '../random.ts';
import { slotFiller } from './slots.ts';
import { chatScenes } from '../words/chats.ts';
import { companyScenes } from '../words/company.ts';
import { customerScenes } from '../words/customers.ts';
import { designScenes } from '../words/design.ts';
import { fieldScenes } from '../words/field.ts';
import { firmwareScenes } from '../words/firmware.ts';
import { platformScenes } from '../words/platform.ts';
import { projectScenes } from '../words/project.ts';
import { loneLines, shortAnswers } from '../words/singles.ts';
import { socialScenes } from '../words/social.ts';

export type Topic =
  'platform' | 'firmware' | 'field' | 'customers' | 'design' | 'company' | 'social' | 'chat' | 'project';

/** One thing said. */
export interface Utterance {
  readonly by: PersonKey;
  /** Milliseconds since the one before. */
  readonly gap: number;
  /** Markdown with mentions as `mentionMark(key)`; taken letter by letter when `verbatim`. */
  readonly text: string;
  readonly verbatim: boolean;
}

/** Gives the next stretch of talk among these people (at least one) about one of these topics. Never empty. */
export type TalkSource = (
  cast: readonly PlannedPerson[],
  topics: readonly Topic[],
  chooser: Chooser,
) => readonly Utterance[];

/** A mention inside the generator's text, before it becomes `<at>` or `@username`. The private-use characters occur in no text. */
export const mentionMark = (key: PersonKey): string => `\uE000${key}\uE001`;
export const mentionMarks = /\uE000([^\uE000\uE001]+)\uE001/g;

interface SceneLine {
  readonly speaker: string;
  readonly text: string;
}

const parseScenes = (source: string): readonly (readonly SceneLine[])[] =>
  source
    .trim()
    .split(/\n\s*\n/)
    .map((scene) => scene.split('\n').map((line) => ({ speaker: line.slice(0, 1), text: line.slice(3) })));

/** All built-in scenes by topic. */
export const scenesByTopic: Readonly<Record<Topic, readonly (readonly SceneLine[])[]>> = {
  platform: parseScenes(platformScenes),
  firmware: parseScenes(firmwareScenes),
  field: parseScenes(fieldScenes),
  customers: parseScenes(customerScenes),
  design: parseScenes(designScenes),
  company: parseScenes(companyScenes),
  social: parseScenes(socialScenes),
  chat: parseScenes(chatScenes),
  project: parseScenes(projectScenes),
};

const seconds = 1000;

/** People answer within seconds when they chat, within minutes otherwise, and now and then after hours. */
const pause = (chooser: Chooser): number => {
  const roll = chooser.random();
  if (roll < 0.55) return chooser.integer(8, 120) * seconds;
  if (roll < 0.93) return chooser.integer(2, 25) * 60 * seconds;
  return chooser.integer(1, 5) * 3600 * seconds;
};

/** Inserts the speakers of one line: `{@B}` and `{B}` become the person with role B. */
const withPeople = (text: string, roles: ReadonlyMap<string, PlannedPerson>): string =>
  text.replace(/\{(@?)([A-D])\}/g, (_, at: string, role: string) => {
    const person = roles.get(role);
    if (!person) return 'everybody';
    return at === '' ? person.givenName : mentionMark(person.key);
  });

/**
 * The built-in talk: scenes of the made-up company. Each is used once before any of its topic is repeated, with single lines between them.
 */
export const builtInTalk = (): TalkSource => {
  const decks = new Map<Topic, (readonly SceneLine[])[]>();
  const deal = (topic: Topic, chooser: Chooser): readonly SceneLine[] => {
    let deck = decks.get(topic);
    if (!deck || deck.length === 0) decks.set(topic, (deck = chooser.shuffle(scenesByTopic[topic])));
    return deck.pop() ?? [];
  };
  return (cast, topics, chooser) => {
    const fill = slotFiller(chooser);
    if (chooser.chance(0.12)) {
      const by = chooser.pick(cast);
      const lone = { by: by.key, gap: 0, text: fill(chooser.pick(loneLines)), verbatim: false };
      const others = cast.filter((person) => person !== by);
      if (others.length === 0 || chooser.chance(0.5)) return [lone];
      return [
        lone,
        {
          by: chooser.pick(others).key,
          gap: pause(chooser),
          text: chooser.pick(shortAnswers),
          verbatim: false,
        },
      ];
    }
    const scene = deal(chooser.pick(topics), chooser);
    const players = chooser.some(cast, 4);
    const roles = new Map<string, PlannedPerson>();
    for (const { speaker } of scene) {
      const player = players[roles.size % players.length];
      if (player && !roles.has(speaker)) roles.set(speaker, player);
    }
    return scene.map((line, at) => ({
      by: (roles.get(line.speaker) ?? chooser.pick(cast)).key,
      gap: at === 0 ? 0 : pause(chooser),
      text: fill(withPeople(line.text, roles)),
      verbatim: false,
    }));
  };
};

/** A sketch of a conversation without the generator's topics. */
export const withoutTopics = <Sketch extends { readonly topics: readonly Topic[] }>(
  sketch: Sketch,
): Omit<Sketch, 'topics'> => {
  const copy: Omit<Sketch, 'topics'> & { topics?: readonly Topic[] } = { ...sketch };
  delete copy.topics;
  return copy;
};
