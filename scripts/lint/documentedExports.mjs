/**
 * An ESLint rule: every exported declaration has a doc comment, since it is what the next reader sees first.
 *
 * @type {import("eslint").Rule.RuleModule}
 */
export const documentedExports = {
  meta: { type: "suggestion", schema: [] },
  create: (context) => ({
    "ExportNamedDeclaration[declaration]": (/** @type {import("eslint").Rule.Node} */ node) => {
      const comment = context.sourceCode.getCommentsBefore(node).at(-1);
      if (comment?.type === "Block" && comment.value.startsWith("*")) return;
      context.report({ node, message: "An exported name has a doc comment: what it is for, then what surprises." });
    },
  }),
};
