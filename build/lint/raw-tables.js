/**
 * ESLint rule: only renderer/store reads and writes tables of the database. Other code may name a table for a transaction, but must use
 * typed functions of the store. The rule uses types, so that no other name can hide a table.
 */

/** Dexie's types whose members work with rows. */
const ofRows = new Set(['Table', 'Collection', 'WhereClause']);
/** Dexie's types whose members return a table by its name. */
const handing = new Set(['Dexie', 'Transaction']);

/** Whether a source file is of Dexie's own declarations. */
const isOfDexie = ({ fileName }) => /[\\/]dexie[\\/]/.test(fileName);

/** Whether a member of Dexie reads or writes rows, or returns a table. `declaration`: TypeScript's. */
const isRaw = (declaration) => {
  const owner = declaration.parent?.name?.text;
  // A table's own name reads no rows, and to find the type of whatever has a name would take as long as all others together.
  if (declaration.name?.text === 'name') return false;
  if (owner === undefined || !isOfDexie(declaration.getSourceFile())) return false;
  return ofRows.has(owner) || (handing.has(owner) && declaration.name?.text === 'table');
};

/** What `namesIn` found. */
const namesOf = new WeakMap();

/** The names of all members of Dexie that are raw, from its own declarations in this program. Found once for each program. */
const namesIn = (program) => {
  const known = namesOf.get(program);
  if (known) return known;
  const names = new Set();
  const look = (node) => {
    if (node.name?.text !== undefined && isRaw(node)) names.add(node.name.text);
    node.forEachChild(look);
  };
  for (const file of program.getSourceFiles()) if (isOfDexie(file)) look(file);
  namesOf.set(program, names);
  return names;
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
    const names = namesIn(program);
    return {
      MemberExpression(node) {
        // To find the type of every member would take longer than all other rules together.
        if (node.computed || !names.has(node.property.name)) return;
        const symbol = checker.getSymbolAtLocation(esTreeNodeToTSNodeMap.get(node.property));
        if (symbol?.declarations?.some(isRaw) === true)
          context.report({ node: node.property, messageId: 'raw' });
      },
    };
  },
};
