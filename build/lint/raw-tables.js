/**
 * ESLint: tables of the database are read and written in renderer/store alone. Elsewhere a table may be named, so that a transaction covers
 * it, and nothing of it called: what it can do is a typed function of the store. Goes by types, so that no name hides a table.
 */

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
    schema: [],
    messages: {
      raw: 'Rows are read and written in renderer/store alone: call a typed function of it, or add one.',
    },
  },
  create(context) {
    const { program, esTreeNodeToTSNodeMap } = context.sourceCode.parserServices;
    const checker = program.getTypeChecker();
    return {
      MemberExpression(node) {
        if (node.computed) return;
        const symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node.property));
        if (symbol?.declarations?.some(isRaw) === true)
          context.report({ node: node.property, messageId: 'raw' });
      },
    };
  },
};
