import ts from "typescript";

/**
 * The numbers, from 1, of the lines of a TypeScript file on which something that runs begins. Comments, blank lines,
 * closing brackets and all that is only types do not count: they are neither reached nor missed by a test.
 *
 * @param {string} text
 */
export function countedLines(text) {
  const file = ts.createSourceFile("file.ts", text, ts.ScriptTarget.ES2022);
  /** @type {Set<number>} */
  const lines = new Set();
  /** @param {ts.Node} node */
  const visit = (node) => {
    if (isOnlyTypes(node)) return;
    if (node !== file) lines.add(file.getLineAndCharacterOfPosition(node.getStart(file)).line + 1);
    ts.forEachChild(node, visit);
  };
  visit(file);
  return lines;
}

/** @param {ts.Node} node */
function isOnlyTypes(node) {
  return (
    ts.isTypeNode(node) ||
    ts.isInterfaceDeclaration(node) ||
    ts.isTypeAliasDeclaration(node) ||
    ts.isTypeParameterDeclaration(node) ||
    (ts.isImportDeclaration(node) && node.importClause?.phaseModifier === ts.SyntaxKind.TypeKeyword) ||
    (ts.isExportDeclaration(node) && node.isTypeOnly) ||
    node.kind === ts.SyntaxKind.EndOfFileToken
  );
}
