/** What this is. */
export function Brand() {
  return (
    <p className="brand">
      <img src="/favicon.svg" alt="" width="22" height="22" />
      profile-sync
    </p>
  );
}
