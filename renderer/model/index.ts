export * from './account.ts';
export * from './change.ts';
export * from './conversation.ts';
export * from './failure.ts';
export * from './ids.ts';
export * from './message.ts';
export * from './person.ts';
