/** What every act of this folder works with. */
import type { MappingContext } from '../context.ts';
import type { Rest } from '../rest/rest.ts';
import type { KnownSettings } from '../rest/server-settings.ts';

export interface Surroundings {
  readonly rest: Rest;
  readonly context: MappingContext;
  readonly settings: KnownSettings;
}
