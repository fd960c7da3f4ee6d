// Whoever brings up the stack says by the environment where its pages are: see playwright.config.ts.

/** Where the demo is. */
export const DEMO = address("DEMO_URL");
/** Where the console is. */
export const CONSOLE = address("CONSOLE_URL");

function address(variable: string): string {
  const value = process.env[variable];
  if (!value) throw new Error(`${variable} is not set: start the tests with \`python3 infra/local browser\``);
  return value;
}
