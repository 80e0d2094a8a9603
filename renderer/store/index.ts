export * from './carry-rows.ts';
export * from './database.ts';
export * from './open.ts';
export * from './reading-tables.ts';
export * from './reads.ts';
export * from './reads-timeline.ts';
export * from './reads-twins.ts';
export * from './rows.ts';
