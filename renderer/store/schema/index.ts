/**
 * The schema, step by step. A step's place in this list is its version, from 1. A released step is never edited, moved or removed. A new
 * step goes to the end of the list, in a file of its own, with its test beside it (test/house/schema.test.ts).
 */
import type { Dexie } from 'dexie';
import { attemptsStep } from './carrying/attempts.ts';
import { carriedByStep } from './carrying/carried-by.ts';
import { carryPauseStep } from './carrying/carry-pause.ts';
import { carryingStep } from './carrying/carrying.ts';
import { claimsIndexStep } from './carrying/claims-index.ts';
import { commandsStep } from './commands.ts';
import { customEmojiStep } from './custom-emoji.ts';
import { draftPartsStep } from './draft-parts.ts';
import { draftsStep } from './drafts.ts';
import { intentKindsStep } from './intent-kinds.ts';
import { invitationsStep } from './carrying/invitations.ts';
import { leftAuthorsStep } from './carrying/left-authors.ts';
import { linksByPeopleStep } from './carrying/links-by-people.ts';
import { mirrorStep } from './mirror.ts';
import { noticeSettingsStep } from './notice-settings.ts';
import { noticeTimesStep } from './notice-times.ts';
import { noticesStep } from './notices.ts';
import { outboxLanesStep } from './carrying/outbox-lanes.ts';
import { ownChoicesStep } from './own-choices.ts';
import { photosStep } from './photos.ts';
import { presencesStep } from './presences.ts';
import { readPlacesStep } from './read-places.ts';
import { relayCountsStep } from './carrying/relay-counts.ts';
import { repliesStep } from './replies.ts';
import { sendingIntentsStep } from './sending-intents.ts';
import { setbacksStep } from './setbacks.ts';
import type { SchemaStep } from '../schema-step.ts';
import { twinsStep } from './carrying/twins.ts';
import { writtenByStep } from './written-by.ts';

export const schemaSteps: readonly SchemaStep[] = [
  mirrorStep,
  carryingStep,
  linksByPeopleStep,
  readPlacesStep,
  setbacksStep,
  claimsIndexStep,
  twinsStep,
  outboxLanesStep,
  attemptsStep,
  presencesStep,
  repliesStep,
  writtenByStep,
  draftsStep,
  sendingIntentsStep,
  noticesStep,
  ownChoicesStep,
  noticeSettingsStep,
  draftPartsStep,
  photosStep,
  customEmojiStep,
  noticeTimesStep,
  intentKindsStep,
  commandsStep,
  carryPauseStep,
  carriedByStep,
  invitationsStep,
  relayCountsStep,
  leftAuthorsStep,
];

const removesTable = (step: SchemaStep): boolean => Object.values(step.stores).includes(null);

/**
 * Declares these steps on a database that is not open yet. For each version that is declared Dexie reads all older ones anew. So a step that
 * only adds tables or indexes is declared together with the step after it: Dexie compares a version with what is on the disk, and not with
 * the version before. A step that removes a table stays apart: rows of that table are read once more, and its name may be used again.
 */
export const declareSchema = (database: Dexie, steps: readonly SchemaStep[] = schemaSteps): void => {
  let stores: Record<string, string | null> = {};
  for (const [at, step] of steps.entries()) {
    stores = { ...stores, ...step.stores };
    const next = steps[at + 1];
    if (next && !step.upgrade && !removesTable(step) && !removesTable(next)) continue;
    const version = database.version(at + 1).stores(stores);
    if (step.upgrade) version.upgrade(step.upgrade);
    stores = {};
  }
};

/**
 * Declares on a database that is not open yet only what the newest version consists of. That is enough for a new database and for one of this
 * version, which are nearly all, and takes a tenth of the time: `declareSchema` is needed besides where an older one is on the disk.
 * `beforeUpgrade` is called before rows of an older one are upgraded; if it throws, the database stays as it is.
 */
export const declareNewest = (database: Dexie, beforeUpgrade: () => void): void => {
  const stores = Object.fromEntries(schemaSteps.flatMap((step) => Object.entries(step.stores)));
  const present = Object.fromEntries(Object.entries(stores).filter(([, keys]) => keys !== null));
  database.version(schemaSteps.length).stores(present).upgrade(beforeUpgrade);
};
