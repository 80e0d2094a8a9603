/** What main asks the person at the screen about the network: one question at a time, shown by the app page for as long as it stands. */
import type { NetworkAnswer, NetworkQuestion } from '../../preload/contract/index.ts';

/** A question before it has its number. */
export type NewQuestion = NetworkQuestion extends infer Question
  ? Question extends NetworkQuestion
    ? Omit<Question, 'id'>
    : never
  : never;

/** The questions. */
export interface Questions {
  /** Null where the person gives none. Never rejects. */
  ask(question: NewQuestion): Promise<NetworkAnswer | null>;
  /** What is asked now; null for nothing. */
  current(): NetworkQuestion | null;
  /** What the page answers; an answer to a question that does not stand any more is nothing. */
  answer(id: number, answer: NetworkAnswer | null): void;
}

interface Asked {
  readonly question: NetworkQuestion;
  readonly resolve: (answer: NetworkAnswer | null) => void;
}

/** @param changed hears of each new question, and of null when none is left */
export function createQuestions(changed: (question: NetworkQuestion | null) => void): Questions {
  const waiting: Asked[] = [];
  let last = 0;
  const current = (): NetworkQuestion | null => waiting[0]?.question ?? null;
  return {
    current,
    ask: (question) =>
      new Promise((resolve) => {
        last += 1;
        waiting.push({ question: { ...question, id: last }, resolve });
        if (waiting.length === 1) changed(current());
      }),
    answer: (id, answer) => {
      const [first] = waiting;
      if (first?.question.id !== id) return;
      waiting.shift();
      changed(current());
      first.resolve(answer);
    },
  };
}
