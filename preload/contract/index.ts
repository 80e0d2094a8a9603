export * from './addresses.ts';
export * from './door.ts';
export * from './pages.ts';
export * from './reasons.ts';
export * from './shapes.ts';
export * from './versions.ts';
export * from './gateway.ts';
