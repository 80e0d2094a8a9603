export * from './door.ts';
export * from './pages.ts';
export * from './shapes.ts';
