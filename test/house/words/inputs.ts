/** Messages that nobody here wrote: the inputs of bug reports, recorded payloads and real talk, as far as they are at hand. */
import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { isRecord } from '../../../build/commands/try/json.ts';
import { readTried, type Tried } from '../../../build/commands/try/payload.ts';

export type Named = readonly [name: string, tried: Tried];

const here = (name: string): unknown => JSON.parse(readFileSync(join(import.meta.dirname, name), 'utf8'));
/** The inputs of cases by their number, copied. */
const cases = here('cases.json') as Readonly<Record<string, unknown>>;
const samples = here('samples.json') as { readonly texts: string[]; readonly messages: unknown[] };

const shared = join(import.meta.dirname, '../../../../shared');

const tried = (name: string, file: unknown): Named[] => {
  const read = readTried(JSON.stringify(file));
  return read.ok ? [[name, read.value]] : [];
};

const filesIn = (folder: string, ending: string): string[] => {
  const place = join(shared, folder);
  return existsSync(place)
    ? readdirSync(place)
        .filter((name) => name.endsWith(ending))
        .map((name) => folder + name)
    : [];
};
const contentOf = (file: string): string => readFileSync(join(shared, file), 'utf8');

/** The inputs of cases: those that were copied, and those that came later. */
export const caseInputs = (): Named[] => [
  ...Object.entries(cases).flatMap(([number, input]) => tried(`case ${number}`, { input })),
  ...filesIn('cases/', '.json')
    .filter((file) => !((/(\d+)-/.exec(file)?.[1] ?? '') in cases))
    .flatMap((file) => tried(file, JSON.parse(contentOf(file)))),
];

/** Texts as posts and as chatMessages. */
const bothWays = (name: string, text: string): Named[] => [
  ...tried(`${name} as a post`, { kind: 'post', message: text }),
  ...tried(`${name} as a chatMessage`, { kind: 'chatMessage', body: { contentType: 'text', content: text } }),
];

/** So many days of talk, and so many lines of each; the others are like them. */
const fewDays = 20;
const linesOfADay = 4;

/** Real talk and Mattermost's own pages of Markdown; where they are not at hand, a few samples. */
export const corpusInputs = (): Named[] => {
  const pages = filesIn('corpus/mattermost-markdown/', '.md');
  const days = filesIn('corpus/irc/', '.raw.txt');
  return [
    ...samples.texts.flatMap((text, at) => bothWays(`sample ${at}`, text)),
    ...pages.flatMap((file) => tried(file, { kind: 'post', message: contentOf(file).slice(0, 16_000) })),
    ...days.slice(0, fewDays).flatMap((file) =>
      contentOf(file)
        .split('\n')
        .filter((line) => line.length > 60)
        .slice(0, linesOfADay)
        .flatMap((line, at) => bothWays(`${file} ${at}`, line)),
    ),
  ];
};

/** Everything in a JSON that is a message of either service. */
const messagesIn = (value: unknown): unknown[] => {
  if (typeof value !== 'object' || value === null) return [];
  if (isRecord(value)) {
    if (isRecord(value.body) && typeof value.body.content === 'string') return [value];
    if (isRecord(value.data) && typeof value.data.post === 'string') return [value];
  }
  return Object.values(value).flatMap(messagesIn);
};

/** The messages that the services' own documentation shows; where it is not at hand, a few samples. */
export const contractInputs = (): Named[] => [
  ...samples.messages.flatMap((message, at) => tried(`sample message ${at}`, message)),
  ...['contracts/graph-examples/', 'contracts/mattermost-examples/']
    .flatMap((folder) => filesIn(folder, '.json'))
    .flatMap((file) =>
      messagesIn(JSON.parse(contentOf(file))).flatMap((message, at) => tried(`${file} ${at}`, message)),
    ),
];
