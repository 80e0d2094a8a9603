import type { TableName } from '../../store/index.ts';
import type { Queries } from '../queries/queries.ts';
import type { Query } from '../queries/query.ts';

/** The first answer of a live query, without later ones. Rejects if the database fails. */
export const askOnce = <Answer, Names extends TableName>(
  queries: Queries,
  asked: Query<Answer, Names>,
): Promise<Answer> =>
  new Promise((resolve, reject) => {
    const stop = queries.follow(
      asked,
      (answer) => {
        resolve(answer);
        queueMicrotask(() => stop());
      },
      (error) => {
        reject(error instanceof Error ? error : new Error('a query failed'));
        queueMicrotask(() => stop());
      },
    );
  });
