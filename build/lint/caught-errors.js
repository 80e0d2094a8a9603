/**
 * ESLint rule: a caught error is logged with its class and a fixed code of the place, or a comment says why it is harmless. A handler (of
 * `catch`, `.catch()`, `.then(…, …)`) is correct if it passes the error and a code in kebab case to one call, if such a call makes the
 * handler, if it throws the error again, or if a comment in or before it begins with `Harmless:`.
 */
const code = /^[a-z]+(-[a-z]+)*$/;

const isCode = (node) => node.type === 'Literal' && typeof node.value === 'string' && code.test(node.value);

/** All nodes below this one, and the node itself. */
function* below(node, visitorKeys) {
  yield node;
  for (const key of visitorKeys[node.type] ?? [])
    for (const child of [node[key]].flat()) if (child?.type) yield* below(child, visitorKeys);
}

/** The codes that `body` passes to a call together with the error named `name`. */
const codesTold = (body, name, visitorKeys) =>
  [...below(body, visitorKeys)].flatMap((node) =>
    node.type === 'CallExpression' &&
    node.arguments.some((argument) => argument.type === 'Identifier' && argument.name === name)
      ? node.arguments.filter(isCode)
      : [],
  );

/** Whether `body` passes the error named `name` to a call with a code, or throws it again. */
const tells = (body, name, visitorKeys) =>
  codesTold(body, name, visitorKeys).length > 0 ||
  [...below(body, visitorKeys)].some(
    (node) =>
      node.type === 'ThrowStatement' && node.argument.type === 'Identifier' && node.argument.name === name,
  );

/** The visitors for places that catch: call `check` with each place and its handler. */
const catching = (check) => ({
  CatchClause: (node) => check(node, node),
  CallExpression(node) {
    const { callee } = node;
    if (callee.type !== 'MemberExpression' || callee.computed) return;
    if (callee.property.name === 'catch' && node.arguments[0]) check(node, node.arguments[0]);
    if (callee.property.name === 'then' && node.arguments[1]) check(node, node.arguments[1]);
  },
});

const parameterOf = (handler) => (handler.type === 'CatchClause' ? handler.param : handler.params?.[0]);

const isHarmless = ({ value }) => /^\*?\s*Harmless: \S/.test(value);

export const caughtErrors = {
  meta: {
    type: 'problem',
    schema: [],
    messages: {
      silent:
        'Log what is caught with its class and a fixed code of this place (caughtEvent), or say beside it why not: `// Harmless: …`.',
    },
  },
  create(context) {
    const { sourceCode } = context;
    const { visitorKeys } = sourceCode;
    const hasReason = (node) => {
      const comments = [...sourceCode.getCommentsInside(node)];
      for (let around = node; around; around = around.parent) {
        comments.push(...sourceCode.getCommentsBefore(around));
        if (/Statement$|Declaration$/.test(around.type) && around.parent?.type !== 'IfStatement') break;
      }
      return comments.some(isHarmless);
    };
    const check = (node, handler) => {
      if (handler.type === 'CallExpression' && handler.arguments.some(isCode)) return;
      const parameter = parameterOf(handler);
      const isTold = parameter?.type === 'Identifier' && tells(handler.body, parameter.name, visitorKeys);
      if (!isTold && !hasReason(handler) && !hasReason(node))
        context.report({ node: handler, messageId: 'silent' });
    };
    return catching(check);
  },
};

/** Reports the code of each place that catches, for the test that each code is used at one place only. */
export const caughtPlaces = {
  meta: { type: 'problem', schema: [], messages: { place: '{{ code }}' } },
  create(context) {
    const { visitorKeys } = context.sourceCode;
    return catching((_node, handler) => {
      const parameter = parameterOf(handler);
      const codes =
        handler.type === 'CallExpression'
          ? handler.arguments.filter(isCode)
          : parameter?.type === 'Identifier'
            ? codesTold(handler.body, parameter.name, visitorKeys)
            : [];
      for (const node of codes) context.report({ node, messageId: 'place', data: { code: node.value } });
    });
  },
};
