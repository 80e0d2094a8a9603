/**
 * ESLint: tables of the database are read and written in renderer/store alone. Elsewhere a table may
 * be named, so that a transaction covers it, and nothing of it called: what it can do is a typed function of the store.
 * Goes by types, so that no name hides a table. Option: an object whose `still` lists files that do so yet; one that does no more is
 * reported, so that the list only shrinks.
 */
import { relative, sep } from 'node:path';

/** What Dexie does with rows: every member of these. */
const ofRows = new Set(['Table', 'Collection', 'WhereClause']);
/** What hands out a table by its name. */
const handing = new Set(['Dexie', 'Transaction']);

/** Whether a member is one of Dexie's that reads or writes rows, or hands out a table. `declaration`: TypeScript's. */
const isRaw = (declaration) => {
  const owner = declaration.parent?.name?.text;
  if (owner === undefined || !/[\\/]dexie[\\/]/.test(declaration.getSourceFile().fileName)) return false;
  return ofRows.has(owner) || (handing.has(owner) && declaration.name?.text === 'table');
};

export const rawTables = {
  meta: {
    type: 'problem',
    schema: [
      {
        type: 'object',
        properties: { still: { type: 'array', items: { type: 'string' } } },
        additionalProperties: false,
      },
    ],
    messages: {
      raw: 'Rows are read and written in renderer/store alone: call a typed function of it, or add one.',
      done: 'This file touches no table any more: take it off the list in eslint.config.js.',
    },
  },
  create(context) {
    const { sourceCode, options, filename, cwd } = context;
    const { program, esTreeNodeToTSNodeMap } = sourceCode.parserServices;
    const checker = program.getTypeChecker();
    const path = relative(cwd, filename).split(sep).join('/');
    const isListed = options[0]?.still?.includes(path) === true;
    let found = false;
    return {
      MemberExpression(node) {
        if (node.computed) return;
        const symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node.property));
        if (symbol?.declarations?.some(isRaw) !== true) return;
        found = true;
        if (!isListed) context.report({ node: node.property, messageId: 'raw' });
      },
      'Program:exit'(node) {
        if (isListed && !found) context.report({ node, messageId: 'done' });
      },
    };
  },
};
