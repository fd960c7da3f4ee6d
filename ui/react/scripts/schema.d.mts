/** Returns the schema's source. */
export function schema(): Promise<string>;
