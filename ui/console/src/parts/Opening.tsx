/** What shows for the moment before the console knows who is there. */
export function Opening() {
  return (
    <main className="alone" id="main">
      <p role="status">Opening the console…</p>
    </main>
  );
}
