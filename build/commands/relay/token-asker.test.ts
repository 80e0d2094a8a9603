// A relay whose command was killed at the moment of a question died of it, and did not drain; one whose question had no answer never ended.
import { expect, it } from 'vitest';
import type { AskToken } from './messages.ts';
import { TokenAsker } from './token-asker.ts';

it('gives each question its own answer', async () => {
  const questions: AskToken[] = [];
  const asker = new TokenAsker((question) => void questions.push(question));
  const [first, second] = [asker.ask(false), asker.ask(true)];
  expect(questions.map(({ renew }) => renew)).toEqual([false, true]);
  for (const { number } of questions.toReversed()) asker.answer(number, `token ${number}`);
  expect([await first, await second]).toEqual([
    { ok: true, value: 'token 1' },
    { ok: true, value: 'token 2' },
  ]);
});

it('fails what cannot be asked, and what nobody answers any more', async () => {
  const lost = new TokenAsker((_question, fail) => fail());
  const waiting = new TokenAsker(() => undefined);
  const unanswered = [waiting.ask(false), waiting.ask(true)];
  waiting.giveUp();
  const all = await Promise.all([lost.ask(false), ...unanswered]);
  expect(all.map(({ ok }) => ok)).toEqual([false, false, false]);
});
