/** A kind of special post, and the scene it is made for. */
import type { AttachmentPool } from '../attachments.ts';
import type { PlannedPerson, PlannedPost } from '../plan.ts';
import type { Chooser } from '../random.ts';

export interface MattermostKind {
  readonly name: string;
  /** `channel`: in teams' channels only. */
  readonly where: 'channel' | 'any';
  readonly byBot?: true;
  readonly make: (scene: MattermostScene) => Partial<PlannedPost>;
}

export interface MattermostScene {
  readonly author: PlannedPerson;
  readonly members: readonly PlannedPerson[];
  readonly person: (key: string) => PlannedPerson;
  readonly pool: AttachmentPool;
  readonly chooser: Chooser;
  readonly at: number;
  readonly now: number;
}
