import type { SchemaStep } from '../schema-step.ts';

/** Drafts may have the Markdown that was typed (`source`), and an edit that is under way (`edit`). Those of before have neither, and no index changes. */
export const draftPartsStep: SchemaStep = { stores: {} };
