/**
 * ESLint rule: only renderer/store reads and writes tables of the database. Other code may name a table for a transaction, but must use
 * typed functions of the store. The rule uses types, so that no other name can hide a table.
 */

/** Dexie's types whose members work with rows. */
const ofRows = new Set(['Table', 'Collection', 'WhereClause']);
/** Dexie's types whose members return a table by its name. */
const handing = new Set(['Dexie', 'Transaction']);

/** Whether a member of Dexie reads or writes rows, or returns a table. `declaration`: TypeScript's. */
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
