/** Says what has to be set before there is anything to see. */
export function MissingKey() {
  return (
    <main>
      <h1>The example needs a Clerk application</h1>
      <p>
        Put its publishable key, which begins with <code>pk_</code>, into <code>.env.local</code> beside{" "}
        <code>package.json</code>, and start anew:
      </p>
      <pre>{"VITE_CLERK_PUBLISHABLE_KEY=pk_test_…\nVITE_API_URL=https://…"}</pre>
      <p>
        Without one, <code>make dev</code> shows the same components with a simulator of Clerk.
      </p>
    </main>
  );
}
