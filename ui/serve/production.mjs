// Prints the headers that a host of the console must send with every answer:
//
//   node ui/serve/production.mjs --api-url https://api.example.com --publishable-key pk_live_…

import { parseArgs } from "node:util";
import { productionHeaders } from "./headers.mjs";

const { values } = parseArgs({
  options: { "api-url": { type: "string" }, "publishable-key": { type: "string" } },
});

try {
  const headers = productionHeaders({
    apiUrl: values["api-url"] ?? "",
    clerkPublishableKey: values["publishable-key"] ?? "",
  });
  for (const [name, value] of Object.entries(headers)) {
    console.log(`${name}: ${value}`);
  }
} catch (error) {
  process.stderr.write(`error: ${error.message}\n`);
  process.exitCode = 1;
}
