/** Runs with each file of unit tests: what the file's tests left of live queries ends with it (`live-queries.ts`). */
import { afterAll } from 'vitest';
import { endLiveQueries } from './indexed-db/live-queries.ts';

afterAll(() => endLiveQueries());
