import { expect, it } from 'vitest';
import type { NetworkQuestion } from '../../preload/contract/index.ts';
import { createQuestions, type NewQuestion } from './questions.ts';

const about = (proxy: string): NewQuestion => ({
  kind: 'proxy-login',
  proxy,
  realm: 'the office',
  isPlain: true,
  refused: false,
  username: '',
  canKeep: true,
});
const login = { kind: 'proxy-login', username: 'ada', password: 'secret', keep: false } as const;

it('questions are asked one at a time, in order, until they are answered', async () => {
  const shown: (string | null)[] = [];
  const nameOf = (question: NetworkQuestion | null): string | null =>
    question?.kind === 'proxy-login' ? question.proxy : null;
  const questions = createQuestions((question) => shown.push(nameOf(question)));
  const first = questions.ask(about('one:1'));
  const second = questions.ask(about('two:2'));
  expect(nameOf(questions.current())).toBe('one:1');
  questions.answer(questions.current()?.id ?? 0, login);
  expect(await first).toEqual(login);
  questions.answer(questions.current()?.id ?? 0, null);
  expect(await second).toBeNull();
  expect(questions.current()).toBeNull();
  expect(shown).toEqual(['one:1', 'two:2', null]);
});

it('an answer to a question that has ended is ignored', async () => {
  const questions = createQuestions(() => undefined);
  const first = questions.ask(about('one:1'));
  const id = questions.current()?.id ?? 0;
  questions.answer(id, null);
  expect(await first).toBeNull();
  const second = questions.ask(about('two:2'));
  questions.answer(id, login);
  expect(questions.current()).toMatchObject({ proxy: 'two:2' });
  questions.answer(id + 1, null);
  expect(await second).toBeNull();
});
