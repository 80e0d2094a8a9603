/** What a table says, kept until something is stored in it: whoever waits in virtual time asks at each step, and most steps store nothing. */
import type { IsthmusDatabase } from '../../../renderer/store/index.ts';

/** To be called before the database opens. The answer may read this table alone. */
export const keptUntilStored = <Answer>(
  database: IsthmusDatabase,
  table: string,
  ask: () => Promise<Answer>,
): (() => Answer | Promise<Answer>) => {
  let kept: { readonly answer: Answer } | null = null;
  /** How often something was stored. */
  let stored = 0;
  database.use({
    stack: 'dbcore',
    name: `kept-answer-${table}`,
    create: (core) => ({
      ...core,
      table: (name) => {
        const asked = core.table(name);
        if (name !== table) return asked;
        return {
          ...asked,
          mutate: (request) => {
            stored += 1;
            kept = null;
            return asked.mutate(request);
          },
        };
      },
    }),
  });
  const askAgain = async (): Promise<Answer> => {
    const before = stored;
    const answer = await ask();
    if (stored === before) kept = { answer };
    return answer;
  };
  return () => (kept === null ? askAgain() : kept.answer);
};
