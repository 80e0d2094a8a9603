/** How long an expression is busy with a text, in milliseconds of this process's CPU time. */
import { createContext, Script } from 'node:vm';
import { type Attack, attackText, attacksOn } from './attacks.ts';

/** Compiling and collecting garbage fall into some measurement: a slow one is taken again. */
const repetitions = 3;

/** Every use at once: found anywhere, found everywhere, cut out. */
const use = (expression: RegExp, text: string): void => {
  expression.lastIndex = 0;
  expression.test(text);
  text.replace(expression, '');
};

const measure = (act: () => void): number => {
  const before = process.cpuUsage();
  act();
  const { user, system } = process.cpuUsage(before);
  return (user + system) / 1_000;
};

const fastest = (act: () => void, enough: number): number => {
  let least = Number.POSITIVE_INFINITY;
  for (let time = 0; time < repetitions; time += 1) {
    least = Math.min(least, measure(act));
    if (least <= enough || least > 10 * enough) break;
  }
  return least;
};

/** What takes exponential or cubic time would not end at the full length: it is found, and stopped, at shorter ones. */
const shortLengths = [24, 48, 96, 400, 2_000];
/** How long is waited at first, and how much of it must have been work: the machine may be busy with other things. ms */
const patience = 2_000;
const work = 1_000;
const context = createContext({ use, expression: /x/, texts: [''] });
const useAll = new Script('for (const text of texts) use(expression, text);');

const endsWithShortTexts = (expression: RegExp, attacks: readonly Attack[]): boolean => {
  const texts = attacks.flatMap((attack) => shortLengths.map((length) => attackText(attack, length)));
  Object.assign(context, { expression, texts });
  for (let timeout = patience; ; timeout *= 2) {
    const before = process.cpuUsage();
    try {
      useAll.runInContext(context, { timeout });
      return true;
    } catch (error) {
      // It is an error of the other context.
      if (!String(error).includes('timed out')) throw error;
    }
    if (process.cpuUsage(before).user > 1_000 * work) return false;
  }
};

export type Slowness =
  | { readonly kind: 'does not end with a short text' }
  | { readonly kind: 'slow'; readonly attack: Attack; readonly ms: number };

/** How an expression can be kept busy for longer than `allowed` ms by a text of at most `longest` UTF-16 units; null when it cannot. */
export const slowAt = (source: string, flags: string, longest: number, allowed: number): Slowness | null => {
  const expression = new RegExp(source, flags);
  const attacks = attacksOn(source, flags);
  if (!endsWithShortTexts(expression, attacks)) return { kind: 'does not end with a short text' };
  for (const attack of attacks) {
    const text = attackText(attack, longest);
    const ms = fastest(() => use(expression, text), allowed);
    if (ms > allowed) return { kind: 'slow', attack, ms };
  }
  return null;
};
