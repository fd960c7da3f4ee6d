// Writes src/api/schema.ts from the API's contract. A test makes it once more and compares.

import { readFile, writeFile } from "node:fs/promises";
import openapiTS, { astToString, COMMENT_HEADER } from "openapi-typescript";
import ts from "typescript";

const contract = new URL("../../../functions/profile-api/openapi.json", import.meta.url);
const target = new URL("../src/api/schema.ts", import.meta.url);

/** Returns the schema's source. */
export async function schema() {
  const ast = await openapiTS(JSON.parse(await readFile(contract, "utf8")), {
    // A body may leave out what has a default.
    defaultNonNullable: false,
    // TypeScript can't follow a member of an interface that refers to itself.
    transform: (_, { path }) =>
      path === "#/components/schemas/Json"
        ? ts.factory.createKeywordTypeNode(ts.SyntaxKind.UnknownKeyword)
        : undefined,
  });
  return COMMENT_HEADER + astToString(ast);
}

if (import.meta.filename === process.argv[1]) await writeFile(target, await schema());
